import { fold } from '../fold.ts'
import type { Act, Next, OpenQuestion } from '../open-question.ts'
import { isBareAnswer, isRejection, readChoice } from '../read-words.ts'
import { ask, putQuestion, say } from '../say.ts'
import { after, andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import { answerPart, answerTopic, continueTopic, nextNeed } from './answer-topic.ts'
import { rejectProposal } from './fall-back.ts'
import { goOn, useTerritory } from './find-places.ts'
import { startPath, stepDone, stepStuck } from './follow-path.ts'
import { openHandoff, openTicket } from './hand-off.ts'
import { sayDanger, sayNotInDanger } from './handle-danger.ts'
import { offerHuman } from './offer-human.ts'
import { leavePhotos, readPhotos } from './receive-media.ts'
import { showPlace } from './show-place.ts'
import { askWhichIdea, thankForIdea } from './take-idea.ts'
import { signUp } from './tell-workshops.ts'
import { acceptTransfer, refuseTransfer } from './transfer.ts'

/** An answer to what the bot asked: a choice, or the words the question was waiting for. Anything else is a new message. */
export const answerOpenQuestion: Step = (context) => {
  const { conversation, activity, words } = context
  const { openQuestion } = conversation
  if (activity.kind === 'choice') return choosePressed(context, activity)
  // a letter's words answer nothing: the commune in them is the sender's
  if (activity.kind === 'text' && activity.from === 'photo') return null
  // « autre chose » rejects what was said, unless it is the name of a choice
  const named = openQuestion?.options.find(({ label }) => fold(label) === words)
  if (openQuestion && named) return perform(context, named.act, openQuestion)
  if (
    isRejection(words) &&
    (openQuestion?.topic || conversation.topic || /^(clarify|fallback)/.test(openQuestion?.replyId ?? ''))
  )
    return rejectProposal(context)
  if (!openQuestion) return null
  const chosen = readChoice(words, openQuestion.options)
  if (chosen) return perform(context, chosen.act, openQuestion)
  return askAgain(context, openQuestion) ?? readFreeWords(context, openQuestion)
}

/** « Oui » to « which of the four? », or a number that is not shown: not a new message, so the question is put again. */
function askAgain(context: TurnContext, question: OpenQuestion): Outcome | null {
  if (question.options.length === 0 || !isBareAnswer(context.words)) return null
  return outcome([say(context, 'choice.not-one'), putQuestion(question)])
}

/** A button of an older question is not an answer to this one: the open question is asked again instead. */
function choosePressed(context: TurnContext, pressed: { question: string; number: string }): Outcome | null {
  const { openQuestion } = context.conversation
  const chosen =
    openQuestion?.id === pressed.question
      ? openQuestion.options.find((option) => option.number === pressed.number)
      : undefined
  if (openQuestion && chosen) return perform(context, chosen.act, openQuestion)
  if (!openQuestion) return outcome([say(context, 'choice.too-old')])
  return outcome([say(context, 'choice.too-old'), putQuestion(openQuestion)])
}

function readFreeWords(context: TurnContext, question: OpenQuestion): Outcome | null {
  const { free } = question
  if (free.expects === 'nothing') return takePostcode(context, question)
  if (free.expects === 'territory') {
    const answer = context.world.geography.find(context.text, false)
    // a long sentence without a place is a new question, not a bad answer
    if (answer.kind === 'none' && context.words.split(' ').length > 6) return null
    return useTerritory(context, answer, free.next, free.reason)
  }
  if (free.expects === 'idea') return thankForIdea(context)
  if (free.expects === 'what-blocks') {
    const heard = { utterance: context.text }
    return andThen(
      outcome([], heard, [
        {
          kind: 'record-need',
          text: context.text,
          topic: question.topic,
          reason: 'not-solved',
          territory: context.conversation.territory,
        },
      ]),
      offerHuman(after(context, heard), 'offer.after-not-solved', 'not-solved'),
    )
  }
  return null
}

/** « 87400 » to « un lieu près de vous ? » or to « une personne ? » is a yes that says where; the offer is not dropped for it. */
function takePostcode(context: TurnContext, question: OpenQuestion): Outcome | null {
  if (!/^\d{2} ?\d{3}$/.test(context.words)) return null
  const acts = question.options.filter(({ number }) => number !== '0').map(({ act }) => act)
  const human = acts.find((act) => act.do === 'ask-human')
  const next: Next | null =
    human || acts.some((act) => act.do === 'consent')
      ? 'handoff'
      : acts.some((act) => act.do === 'answer-topic' && act.topic === 'aide.lieu_proche')
        ? 'places'
        : null
  if (next === null) return null
  const reason = human?.reason ?? question.reason ?? 'asked'
  return useTerritory(context, context.world.geography.find(context.text, true), next, reason)
}

/** What each choice does. */
function perform(context: TurnContext, act: Act, question: OpenQuestion): Outcome {
  switch (act.do) {
    case 'answer-topic':
      // what was asked is in the earlier words, not in « 1 »
      return answerTopic(
        { ...after(context, { openQuestion: null }), text: context.conversation.utterance ?? '' },
        act.topic,
      )
    case 'answer-part':
      return answerPart(context, act.topic, act.section)
    case 'none-of-these':
      return rejectProposal(context)
    case 'ask-human':
      return openHandoff(context, act.reason)
    case 'consent':
      return openTicket(context, question.reason ?? 'asked')
    case 'refuse-consent':
      return outcome([say(context, 'handoff.refused')], { openQuestion: null })
    case 'in-danger':
      return sayDanger(context, act.type, act.orElse)
    case 'not-in-danger':
      return sayNotInDanger(context)
    case 'use-territory':
      return goOn(context, act.territory, act.next, question.reason ?? 'asked')
    case 'continue':
      return continueTopic(context)
    case 'another-question':
      return outcome([say(context, 'ask.another')], { openQuestion: null, topic: null, path: null, misses: 0 })
    case 'start-path':
      return startPath(context, act.topic)
    case 'step-done':
      return stepDone(context)
    case 'step-stuck':
      return stepStuck(context)
    case 'sign-up':
      return signUp(context, act.workshop)
    case 'show-place':
      return showPlace(context, act.place)
    case 'accept-transfer':
      return acceptTransfer(context, act.partner)
    case 'refuse-transfer':
      return refuseTransfer(context)
    case 'read-photos':
      return readPhotos(context)
    case 'leave-photos':
      return leavePhotos(context)
    case 'give-idea':
      return askWhichIdea(context)
    case 'solved':
      return solved(context, question.topic)
    case 'not-solved':
      return notSolved(context, question.topic)
  }
}

function solved(context: TurnContext, topic: string | null): Outcome {
  const next = nextNeed(context)
  const thanked = outcome(
    [say(context, next ? 'solved.and-next' : 'solved.yes')],
    { openQuestion: null, misses: 0, rejected: [] },
    topic ? [{ kind: 'record-outcome', topic, outcome: 'solved', step: null }] : [],
  )
  return next ? andThen(thanked, next) : thanked
}

function notSolved(context: TurnContext, topic: string | null): Outcome {
  const asked = ask(context, 'solved.what-blocks', {
    options: [],
    free: { expects: 'what-blocks' },
    topic,
    reason: 'not-solved',
  })
  return andThen(
    outcome([], {}, topic ? [{ kind: 'record-outcome', topic, outcome: 'not-solved', step: null }] : []),
    asked,
  )
}
