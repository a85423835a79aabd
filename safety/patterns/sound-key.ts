/**
 * A small phonetic key for French: « frappé », « frape », « frapait » sound alike, so do « coeur », « keur ».
 * Coarser than any published key on purpose: rules look for sequences of words, which pays for the collisions.
 */
export function soundKey(word: string): string {
  return closeEnd(innerSound(word), word)
}

/** The key of the beginning of a word, for rules that end in « ~ »: its last letters are not yet silent. */
export function soundStem(stem: string): string {
  // A mute e keeps the last consonant as it sounds inside the longer word: « menac~ » is « menas… », « enlev~ » « Alv… ».
  return innerSound(`${stem}e`).slice(0, -1).replace(/E/g, 'e')
}

const vowel = 'aeiouEWU2IAO'

function innerSound(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word
  return word
    .replace(/^mm$/, 'mem')
    .replace(/ph/g, 'f')
    .replace(/sch|sh|ch/g, 'S')
    .replace(/qu|q|ck|k/g, 'k')
    .replace(/gu(?=[eiy])/g, 'G')
    .replace(/ge(?=[aou])/g, 'j')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/sc(?=[eiy])/g, 's')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/h/g, '')
    .replace(/z/g, 's')
    .replace(/ill/g, 'y')
    .replace(/y/g, 'i')
    .replace(new RegExp(`(?:ain|ein|aim|in|im|un|um)(?![${vowel}nm])`, 'g'), 'I')
    .replace(new RegExp(`(?:an|am|en|em)(?![${vowel}nm])`, 'g'), 'A')
    .replace(new RegExp(`(?:on|om)(?![${vowel}nm])`, 'g'), 'O')
    .replace(/oeu|eux|eu|oe/g, '2')
    .replace(/eau|au/g, 'o')
    .replace(/oi|oy|oua|wa/g, 'W')
    .replace(/ou|w/g, 'U')
    .replace(/ai|ei|ay|ey/g, 'E')
    .replace(/G/g, 'g')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)e(?=[bdfgjklmnprstvxS][aeiouEWU2AIO])/g, '')
}

function closeEnd(key: string, word: string): string {
  if (!/^[a-z]+$/.test(word)) return key
  let end = key.replace(/(?<=..)[stdpx]+$/, '').replace(/(?<=.)t$/, '')
  if (word.length >= 5) end = end.replace(/(?<=..)(?:er|es|et)$/, '')
  if (word.length >= 6) end = end.replace(/(?<=..)E[stn]*$/, '')
  if (word.length > 3 || /[^s]$/.test(word)) end = end.replace(/(?<=.)e$/, '')
  return end.replace(/E/g, 'e') || word
}
