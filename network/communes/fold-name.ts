const LONG_FORMS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' }

/** Lower case without accents, ligatures opened: « Œ » is « oe ». */
export function foldLetters(text: string): string {
  const lower = text.toLowerCase()
  // Most words are plain letters: decomposing them all would take most of the time of loading 36,000 names.
  if (/^[\x20-\x7e]*$/.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
}

/** The form under which names of communes are compared: words of plain letters and digits, « St » written out. */
export function foldName(text: string): string {
  const words = foldLetters(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return words.includes('st') ? words.replace(/\bst(?:e|s|es)?\b/g, (word) => LONG_FORMS[word] ?? word) : words
}

/** « le havre » → « havre »: people say « au Havre » and write « havre ». Null when there is no article. */
export function withoutArticle(folded: string): string | null {
  if (!folded.startsWith('l')) return null
  return /^(?:le|la|les|l) (.+)$/.exec(folded)?.[1] ?? null
}
