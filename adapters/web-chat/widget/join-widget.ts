import { readFileSync } from 'node:fs'
import texts from '../texts.fr.json' with { type: 'json' }

/** In the order they are read: a file uses only what stands above it. */
const FILES = [
  'keep-session.js',
  'read-events.js',
  'ask-server.js',
  'elements.js',
  'draw-panel.js',
  'panel.js',
  'draw-lines.js',
  'show-lines.js',
  'show-state.js',
  'greeting.js',
  'talk.js',
  'begin.js',
]

const sourceOf = (name: string) => readFileSync(new URL(`./client/${name}`, import.meta.url), 'utf8')

/**
 * The widget as it is served: its files one under the other in one function, so that a page needs one tag and gets no global name; the
 * words and the style are inside, so that a strict page needs to allow one address only.
 */
export function joinWidget(): { script: string; style: string } {
  const style = sourceOf('widget.css')
    .replace(/^\s+/gm, '')
    .replace(/\/\*[^*]*\*\/\n?/g, '')
  const script = [
    '/* Passerelle (MIT): adapters/web-chat/widget */',
    '(() => {',
    "'use strict'",
    `const words = ${JSON.stringify(texts.widget)}`,
    `const style = ${JSON.stringify(style)}`,
    ...FILES.map((name) => withoutModuleLines(name, sourceOf(name))),
    '})()',
    '',
  ].join('\n')
  return { script, style }
}

/** Each file is a module where it is written and tested; together they are none. */
function withoutModuleLines(name: string, source: string): string {
  const text = source
    .replace(/^import .* from '\.\/[\w-]+\.js'\n/gm, '')
    .replace(/^export (?=async function|function|const)/gm, '')
  if (/^(?:import|export)\b/m.test(text))
    throw new Error(`widget/client/${name}: one import or export a line, of a file beside it.`)
  return text
}
