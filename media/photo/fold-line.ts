/** Lower case and no accents, as the words of `words.json` are written; signs and figures stay. */
export const foldLine = (line: string) =>
  line
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’‘`]/g, "'")
