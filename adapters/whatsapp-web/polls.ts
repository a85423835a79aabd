import { decodeVote, type Said } from './decode.ts'
import type { WhatsAppMessageOut } from './encode.ts'

interface SentPoll {
  /** a vote may name its voter by another id than the conversation's */
  chat: string
  question: string
  poll: NonNullable<WhatsAppMessageOut['poll']>
}

const MOST = 2_000

/** Which question each poll of ours put. Known while this process lives: an older poll is answered « too old », and the question put again. */
export function createPolls() {
  const sent = new Map<string, SentPoll>()
  return {
    remember(id: string, poll: SentPoll) {
      const [oldest] = sent.keys()
      if (sent.size >= MOST && oldest !== undefined) sent.delete(oldest)
      sent.set(id, poll)
    },
    read(raw: unknown): Said | null {
      const vote = decodeVote(raw)
      if (!vote) return null
      const known = sent.get(vote.poll)
      const number = known?.poll.numbers[vote.option]
      const label = known?.poll.options[vote.option]?.replace(/^\d+\s/, '')
      return {
        chat: known?.chat ?? vote.voter,
        id: `${vote.poll}:vote:${vote.at}`,
        at: vote.at,
        activities: [
          number === undefined
            ? { kind: 'choice', question: '', number: '', label: '' }
            : { kind: 'choice', question: known?.question ?? '', number, label: label ?? '' },
        ],
      }
    },
  }
}
