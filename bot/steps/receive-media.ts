import type { Activity } from '../activity.ts'
import { MEDIA_KEPT_MS } from '../keep-media.ts'
import { ask, option, say, yesNo } from '../say.ts'
import { andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'

type Media = Extract<Activity, { kind: 'media' }>

/** A voice note, a photo, a document that is no words (yet): read with consent, looked at by a person, or said in words. */
export function receiveMedia(context: TurnContext, { media, heard }: Media): Outcome {
  if (heard === 'identity-document') return outcome([say(context, 'media.identity')])
  if (context.conversation.status === 'waiting')
    return outcome([say(context, 'handoff.noted')], {}, [{ kind: 'append-to-ticket' }])
  if (heard === 'may-read')
    return andThen(
      ask(context, 'media.photo-consent', {
        options: yesNo(context, { do: 'read-photos' }, { do: 'leave-photos' }),
        yesNo: true,
        reason: 'media',
      }),
      keepForNow(context),
    )
  const asked = ask(context, questionFor(media, heard), {
    options: [option(context, 1, 'choice.write-it', { do: 'another-question' })],
    reason: 'media',
  })
  return andThen(asked, keepForNow(context))
}

function questionFor(media: Media['media'], heard: Media['heard']): string {
  if (heard === 'unavailable') return 'media.unavailable'
  if (heard === 'nothing') return media === 'voice' ? 'media.voice-unheard' : 'media.photo-unreadable'
  return `media.${media}`
}

function keepForNow({ now }: TurnContext): Outcome {
  const until = now + MEDIA_KEPT_MS
  return outcome([], { mediaUntil: until }, [{ kind: 'schedule', at: until, job: { name: 'forget-media' } }])
}

/** « Oui » : what was sent is read before a turn of its own, which answers. */
export function readPhotos(context: TurnContext): Outcome {
  const { mediaUntil } = context.conversation
  if (mediaUntil === null || mediaUntil <= context.now)
    return outcome([say(context, 'media.photo-gone')], { openQuestion: null })
  return outcome([say(context, 'media.reading')], { openQuestion: null }, [{ kind: 'read-photos' }])
}

export function leavePhotos(context: TurnContext): Outcome {
  return outcome([say(context, 'media.left')], { openQuestion: null })
}

/** Nobody answered: the time is over. What the question offered is still there, but for the photo. */
export const forgetMedia = (): Outcome => outcome([], { mediaUntil: null })
