import type { PhraseActions } from '../../console/actions.ts'
import { loadTopics } from '../../intents/catalogue/topics.ts'
import { addPhrase, nameOfPhrases, readPhrases, readTraining, removePhrase } from '../../knowledge-base/phrases.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import type { Passerelle } from '../passerelle.ts'

/** Wordings a curator gives the matcher to learn. It learns in its own time, in a thread of its own. */
export function createPhraseActions({ store, now, matcher }: Passerelle): PhraseActions {
  const topics = loadTopics().map(({ id, title }) => ({ id, title }))
  const known = new Set(topics.map(({ id }) => id))

  async function changed(networkId: string) {
    await matcher.refresh(true)
    store.announce({ topic: 'phrases', id: networkId })
  }

  return {
    topics: () => topics,
    async read({ networkId }) {
      const phrases = await readPhrases(store, networkId)
      const last = await readTraining(store, networkId)
      const isLast = last !== null && last.inputs === nameOfPhrases(phrases)
      return { phrases, last, state: phrases.length === 0 ? 'none' : isLast ? last.outcome : 'waiting' }
    },
    async add({ id, networkId }, { topic, text }) {
      if (!known.has(topic)) return { kind: 'no-topic' }
      const masked = maskSecrets(text.replace(/\s+/g, ' ').trim()).masked
      const added = await addPhrase(store, networkId, id, { topic, text: masked }, now())
      if (added.kind === 'added') await changed(networkId)
      return added
    },
    async remove({ networkId }, phraseId) {
      await removePhrase(store, networkId, phraseId)
      await changed(networkId)
    },
  }
}
