import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Match, Matcher } from '../../intents/matcher/match.ts'
import { createMatcher } from '../../intents/matcher/match.ts'
import type { Model } from '../../intents/matcher/model.ts'
import { readModel, readModelInBackground } from '../../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'
import { nameOfPhrases, readPhrases, readTraining, saveTraining } from '../../knowledge-base/phrases.ts'
import type { Store } from '../../store/store.ts'
import { forgetOtherModels } from './forget-other-models.ts'
import { type Train, trainInWorker } from './train-in-worker.ts'

/** Several phrases added one after the other are learnt at once. */
const PATIENCE_MS = 2 * 60_000
/** A process that did not take the phrase itself lets the one that did train first; then it finds the model in the shared folder. */
const OTHERS_PATIENCE_MS = 8 * 60_000

export interface LiveMatcher extends Matcher {
  /** the phrases changed here (`mine`) or elsewhere: the matcher follows, now when the model is there, else a few minutes later */
  refresh(mine?: boolean): Promise<void>
  stop(): Promise<void>
}

interface Parts {
  store: Store
  networkId: string
  dataDir: string
  now: () => number
  report: (problem: { code: string; error: unknown }) => void
  train?: Train
  patience?: { mine: number; others: number }
}

/** The committed model, then the one that has also learnt the network's own phrases, swapped in between two messages. */
export async function openLiveMatcher(parts: Parts): Promise<LiveMatcher> {
  const { store, networkId, now, report, train = trainInWorker } = parts
  const { mine: minePatience, others } = parts.patience ?? { mine: PATIENCE_MS, others: OTHERS_PATIENCE_MS }
  const committed = readModel(MODEL_PATH)
  const folder = join(parts.dataDir, 'models')
  const pathOf = (name: string) => join(folder, `${networkId}-${name}-${fingerprint(committed)}.model`)
  let served = { name: '', matcher: createMatcher(committed) }
  let timer: NodeJS.Timeout | null = null
  let training: { name: string; stop(): Promise<unknown> } | null = null
  let stopped = false

  async function refresh(mine = false): Promise<void> {
    const name = nameOfPhrases(await readPhrases(store, networkId))
    if (stopped || name === served.name) return forgetTimer()
    if (name === '') return swap(name, committed)
    if (existsSync(pathOf(name))) return swap(name, await readModelInBackground(pathOf(name)))
    const last = await readTraining(store, networkId)
    if (last?.inputs === name && last.outcome === 'refused') return forgetTimer()
    if (training?.name === name || stopped || (timer !== null && !mine)) return
    forgetTimer()
    timer = setTimeout(
      () => {
        timer = null
        learn().catch((error) => report({ code: 'training.failed', error }))
      },
      mine ? minePatience : others,
    )
    // it holds no command back
    timer.unref()
  }

  function forgetTimer() {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  function swap(name: string, model: Model) {
    forgetTimer()
    served = { name, matcher: createMatcher(model) }
    if (name !== '') forgetOtherModels(folder, `${networkId}-`, pathOf(name))
  }

  /** One at a time: phrases added meanwhile are learnt by the next one, when this one's end is announced. */
  async function learn(): Promise<void> {
    if (training !== null || stopped) return
    const phrases = await readPhrases(store, networkId)
    const name = nameOfPhrases(phrases)
    if (name === '' || existsSync(pathOf(name))) return refresh()
    mkdirSync(folder, { recursive: true })
    const { reply, stop } = train({ phrases, hand: `console:${networkId}`, path: pathOf(name) })
    training = { name, stop }
    try {
      const { kind, ...rest } = await reply
      const shortfall = 'shortfall' in rest ? rest.shortfall : null
      await saveTraining(store, networkId, { inputs: name, outcome: kind, shortfall, finishedAt: now() })
    } catch (error) {
      if (stopped) return
      report({ code: 'training.failed', error })
      await saveTraining(store, networkId, { inputs: name, outcome: 'failed', shortfall: null, finishedAt: now() })
      return
    } finally {
      training = null
    }
    if (stopped) return
    await refresh(true)
    store.announce({ topic: 'phrases', id: networkId })
  }

  const follow = (mine: boolean) => refresh(mine).catch((error) => report({ code: 'training.refresh-failed', error }))
  const stopListening = store.listen(({ topic, id }) => {
    if (topic === 'phrases' && (id === networkId || id === '')) void follow(false)
  })
  await follow(false)
  return {
    match: (text): Match => served.matcher.match(text),
    matchNeeds: (text) => served.matcher.matchNeeds(text),
    refresh,
    async stop() {
      stopped = true
      stopListening()
      forgetTimer()
      await training?.stop()
    },
  }
}

/** A model made from another catalogue is another model. */
function fingerprint({ inputs }: Model): string {
  return createHash('sha256').update(inputs).digest('hex').slice(0, 8)
}
