const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ı: 'i', ø: 'o', ł: 'l', đ: 'd' }

/** Lower-case, accents and ligatures removed, typographic apostrophes and spaces made plain. Other scripts keep their letters. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      // after the accents: « ǽ » is a ligature that wears one
      .replace(/[œæßıøłđ]/g, (letter) => LIGATURES[letter] ?? letter)
      .replace(/[’‘ʼ`´]/g, "'")
      .replace(/\s+/g, ' ')
      .trim()
  )
}
