/** Département code of an INSEE code: two characters, three overseas. */
export function departementOf(codeInsee: string): string {
  return codeInsee.slice(0, 2) > '96' ? codeInsee.slice(0, 3) : codeInsee.slice(0, 2)
}
