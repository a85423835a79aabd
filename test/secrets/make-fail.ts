import type { Passerelle } from '../../app/passerelle.ts'
import { until } from '../telegram/until.ts'

/** While it works, every transaction fails as a database's own errors do: quoting the row it was given. */
export async function whileWritingFails<Value>({ store }: Passerelle, quoted: string, work: () => Promise<Value>) {
  const whole = store.transaction
  store.transaction = async () => {
    throw Object.assign(new Error(`insert into "inbox" values ('${quoted}')`), { detail: `Key (${quoted}) exists.` })
  }
  return work().finally(() => {
    store.transaction = whole
  })
}

/** While it is said, and until one has failed, turns do: quoting what was said. */
export async function whileTurnsFail(
  { settings }: Passerelle,
  { quoted, logged, say }: { quoted: string; logged: () => string; say: () => unknown },
) {
  const { get } = settings
  settings.get = () => {
    throw new TypeError(`cannot read properties of « ${quoted} »`)
  }
  try {
    await say()
    await until(() => logged().includes('turn.failed'))
  } finally {
    settings.get = get
  }
}
