/**
 * Lower case, no diacritics, straight apostrophes: the common ground on which every rule of this room is written.
 * The cedilla becomes « s » because people who write by ear do so too.
 */
export function fold(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .toLowerCase()
    .replace(/ç/g, 's')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ı/g, 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
}
