import { createRandom } from '../../safety/learning/create-random.ts'

/** What somebody should never have to leave with us, in the message it comes in. */
export interface Told {
  kind: string
  secret: string
  message: string
}

/** 40 at each door; TEST_SECRETS=400 for a long look. */
const COUNT = Number(process.env.TEST_SECRETS ?? 40)

/** Secrets drawn at random, others for each seed; keys and checksums are wrong, as after a typing error. */
export function generateSecrets(seed: number, count = COUNT): Told[] {
  const random = createRandom(seed)
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('')
  const word = () => Array.from({ length: 7 }, () => 'bcdfghjklmnprstv'[Math.floor(random() * 16)]).join('')
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const grouped = (text: string, sizes: readonly number[], between: string) => {
    const rest = [...text]
    return sizes.map((size) => rest.splice(0, size).join('')).join(between)
  }
  const nir = () => `${pick(['1', '2'])}${digits(2)}0${pick(['1', '7', '9'])}${digits(10)}`
  const phone = () => `0${pick(['6', '7', '1', '5'])}39${digits(6)}`
  const told = (kind: string, before: string, secret: string): Told => ({ kind, secret, message: `${before}${secret}` })

  const makers: (() => Told)[] = [
    () => told('nir', 'mon numéro de sécu ', nir()),
    () => told('nir', 'sécu ', grouped(nir(), [1, 2, 2, 2, 3, 3, 2], pick([' ', '.', '-']))),
    () => told('card', 'je tape ma carte ', grouped(`4${digits(15)}`, [4, 4, 4, 4], pick([' ', '', '-']))),
    () => told('iban', 'mon iban est ', grouped(`FR${digits(25)}`, [4, 4, 4, 4, 4, 4, 3], pick([' ', '']))),
    () => told('fiscal', 'mon numéro fiscal est ', grouped(`3${digits(12)}`, [2, 2, 3, 3, 3], pick([' ', '']))),
    () => told('password', pick(passwordWords), `${word()}${digits(3)}`),
    () => told('password', 'mon mot de passe est ', `${word()}${pick(['!', '#', '&', '@'])}${digits(2)}`),
    () => told('code', pick(codeWords), digits(6)),
    () => told('e-mail', 'écrivez moi à ', `${word()}.${word()}@${pick(['exemple.fr', 'exemple.com'])}`),
    () => told('phone', 'appelez moi au ', grouped(phone(), [2, 2, 2, 2, 2], pick([' ', '', '.']))),
    () => told('phone', 'mon tel +33', phone().slice(1)),
  ]
  return Array.from({ length: count }, (_, at) => (makers[at % makers.length] as () => Told)())
}

const passwordWords = [
  'mon mot de passe est ',
  'mn mdp c ',
  'my password is ',
  'a minha senha é ',
  'mi contraseña es ',
  'كلمة السر هي ',
  'şifrem ',
  'мій пароль ',
  'parola mea este ',
]
const codeWords = ['le code reçu par sms est ', 'my code is ', 'mi código es ', 'code : ', 'мій код ', 'رمز ']
