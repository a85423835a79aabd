import type { Conversation } from './conversation.ts'

/** A voice note or a photo nobody asked a mediator to see waits this long for what the person decides about it. */
export const MEDIA_KEPT_MS = 15 * 60_000

/**
 * Until when what was sent last is still needed: while the question about it is open, or the way to a person is under way (who will look
 * at it). Anything else the person says or does means that it is not.
 */
export function mediaStillNeeded(next: Conversation, now: number): number | null {
  const { mediaUntil, openQuestion } = next
  if (mediaUntil === null || mediaUntil <= now || openQuestion === null) return null
  const isAboutIt = openQuestion.replyId.startsWith('media.') || openQuestion.replyId.startsWith('handoff.')
  const leadsToPerson = openQuestion.free.expects === 'territory' && openQuestion.free.next === 'handoff'
  return isAboutIt || leadsToPerson ? mediaUntil : null
}
