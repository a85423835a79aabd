/** What kind of thing a person should not have to leave with us. */
export type SecretKind = 'nir' | 'card' | 'iban' | 'fiscal' | 'password' | 'code' | 'email' | 'phone'

/** A piece of the text that must not be written anywhere: `[start, end)` in UTF-16 units. */
export interface SecretSpan {
  start: number
  end: number
  kind: SecretKind
}

/** What is written in the place of each kind. */
export const placeholders: Record<SecretKind, string> = {
  nir: '[NIR]',
  card: '[CARTE]',
  iban: '[IBAN]',
  fiscal: '[NUMERO FISCAL]',
  password: '[MOT DE PASSE]',
  code: '[CODE]',
  email: '[EMAIL]',
  phone: '[TELEPHONE]',
}
