/** Ordered rewritings of folded French spelling into how it sounds; each line earns its place on words people write by ear. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/sch|sh|ch(?![rlnt])/g, 'S'],
  [/ch/g, 'k'],
  [/gn/g, 'N'],
  [/qu|ck|q/g, 'k'],
  [/cc(?=[eiy])/g, 'ks'],
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/ge(?=[aou])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/x/g, 'ks'],
  [/ti(?=on|el|eu)/g, 'si'],
  [/eaux?|aux?/g, 'o'],
  [/oeu|eu/g, 'e'],
  [/ou|w/g, 'U'],
  [/oi|oy/g, 'ua'],
  [/(?:ain|ein|aim|in|im|yn|un|um)(?![aeiouyUn])/g, '1'],
  [/(?:an|am|en|em)(?![aeiouynmU])/g, '2'],
  [/(?:on|om)(?![aeiouynmU])/g, '3'],
  [/ai|ei|ay|ey/g, 'e'],
  [/ill/g, 'iy'],
  [/h/g, ''],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
]

/** Silent or ambiguous endings: « connecté, connecter, connectez, connecte » must all sound alike. */
const ENDINGS: readonly RegExp[] = [
  /(?<=..)[dtpsx]+$/,
  /(?<=..)(?:er|es|et|ent|e)+[sd]?$/,
  /(?<=..)[dtpsx]+$/,
  /(?<=..)e+$/,
]

/** How a folded French word sounds, roughly: equal keys mean « probably the same word written by ear ». Digits are kept. */
export function phoneticKey(word: string): string {
  let key = word
  for (const [pattern, sound] of SOUNDS) key = key.replace(pattern, sound)
  for (const ending of ENDINGS) key = key.replace(ending, '')
  return key
}
