// The borders of docs/architecture.md. Each rule says what its room may import; everything else is refused.
const rooms = {
  store: [],
  intents: [],
  safety: ['intents/language'],
  'knowledge-base': ['safety', 'store'],
  network: ['store'],
  bot: ['safety', 'intents', 'knowledge-base', 'network'],
  messaging: ['bot', 'store'],
  media: ['store'],
  handoff: ['bot', 'network', 'store'],
  'unmet-needs': ['bot', 'intents', 'network', 'store'],
  adapters: ['bot', 'messaging', 'safety'],
  console: ['bot', 'messaging', 'network', 'handoff', 'unmet-needs', 'knowledge-base', 'safety'],
}
const all = [...Object.keys(rooms), 'app', 'test', 'bench']

/** From these rooms only types may be taken: they are known by shape, handed in by `app`. */
const typesOnly = [
  { from: 'bot', to: ['knowledge-base', 'network'] },
  { from: 'unmet-needs', to: ['intents'] },
]

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unlisted-package',
      comment: 'A package is declared in package.json and explained in the README.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'unknown', 'undetermined'], pathNot: '^node:' },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `border-of-${room}`,
      comment: `${room}/ may import ${[room, ...may].join(', ')} and packages. Something else is needed? Hand it in from app/.`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: `^(${all.join('|')})/`, pathNot: `^(${[room, ...may].join('|')})/` },
    })),
    ...typesOnly.map(({ from, to }) => ({
      name: `types-only-from-${from}`,
      comment: `${from}/ knows ${to.join(' and ')} by their types alone.`,
      severity: 'error',
      from: { path: `^${from}/` },
      to: { path: `^(${to.join('|')})/`, dependencyTypesNot: ['type-only'] },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
