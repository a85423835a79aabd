import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'

/** What a mediator gives on purpose: where to call, where to write. « azerty@26 » is masked as an address, and is a password. */
const GIVEN = new Map([
  ['[TELEPHONE]', /^/],
  ['[EMAIL]', /@[^@\s]+\.\p{L}{2,}$/u],
])
const MARK = /(\[(?:NIR|CARTE|IBAN|NUMERO FISCAL|MOT DE PASSE|CODE|EMAIL|TELEPHONE)\])/

/**
 * What a mediator writes to somebody, without the secrets they copied into it: those are kept nowhere, whoever typed them. A telephone or
 * an address is given to be used, and stays.
 */
export function maskOwnWords(text: string): string {
  const { masked, secrets } = maskSecrets(text)
  if (secrets.length === 0) return masked
  const pieces = masked.split(MARK)
  const shape = pieces.map((piece, at) => (at % 2 === 0 ? piece.replace(/[$()*+.?[\\\]^{|}-]/g, '\\$&') : '([^]+?)'))
  const said = new RegExp(`^${shape.join('')}$`, 'u').exec(text.normalize('NFC'))
  return pieces.map((piece, at) => (at % 2 === 0 ? piece : given(piece, said?.[(at + 1) / 2]))).join('')
}

/** The words behind a mark, when they are that and nothing else: two numbers side by side may be cut in the wrong place. */
const given = (mark: string, words = ''): string =>
  GIVEN.get(mark)?.test(words) && maskSecrets(words).masked === mark ? words : mark
