/** In this order: each rule sees what the ones before it left. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/saintes?|sein|sin(?=t)/g, 'sin'],
  [/\b(?:le|la|les|l)\b/g, ''],
  [/ph/g, 'f'],
  [/ou/g, 'u'],
  [/([aeiou])il(?:l|$)/g, '$1y'],
  [/eaux?|aux?|ault|aud|aut/g, 'o'],
  [/[ae]in|ym|yn|im(?=[pb])/g, 'in'],
  [/ai|ei|ay|ey|et\b|er\b|ez\b/g, 'e'],
  [/qu|k|ck|c(?=[aouclrt]|\b)/g, 'k'],
  [/c(?=[eiy])|ss|ç/g, 's'],
  [/g(?=[ei])/g, 'j'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/e[mn]/g, 'an'],
  [/am(?=[pb])/g, 'an'],
  [/h/g, ''],
  [/(?:es|e|s|t|d|x|p)\b/g, ''],
  [/(.)\1+/g, '$1'],
  [/ /g, ''],
]

/** What a folded name sounds like, roughly: « limoge » and « Limoges » are one, so are « st etiene » and « Saint-Étienne ». */
export function soundOfName(folded: string): string {
  return RULES.reduce((sound, [pattern, written]) => sound.replace(pattern, written), folded)
}
