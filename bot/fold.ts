/** Lower case, no accents, straight apostrophes, no punctuation but what a choice may need: the form whole-message words are compared in. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’`´]/g, "'")
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}'/ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
