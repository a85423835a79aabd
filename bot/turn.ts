import type { Activity } from './activity.ts'
import { type Conversation, newConversation } from './conversation.ts'
import type { Decision } from './decision.ts'
import { fold } from './fold.ts'
import { mediaStillNeeded } from './keep-media.ts'
import { say } from './say.ts'
import { answerOpenQuestion } from './steps/answer-open-question.ts'
import { answerRumour } from './steps/answer-rumour.ts'
import { askedToDoIt } from './steps/asked-to-do-it.ts'
import { backAfterDays } from './steps/back-after-days.ts'
import { checkPasted } from './steps/check-pasted.ts'
import { answerRelayCode } from './steps/continue-elsewhere.ts'
import { findKindOfPlace } from './steps/find-kind-of-place.ts'
import { followPath } from './steps/follow-path.ts'
import { greet } from './steps/greet.ts'
import { handleDanger, handlePriority } from './steps/handle-danger.ts'
import { limitRate, withThisMessage } from './steps/limit-rate.ts'
import { matchTopic } from './steps/match-topic.ts'
import { nearby } from './steps/nearby.ts'
import { obeyCommand } from './steps/obey-command.ts'
import { otherLanguage } from './steps/other-language.ts'
import { passToMediator } from './steps/pass-to-mediator.ts'
import { prescribe } from './steps/prescribe.ts'
import { receiveThing } from './steps/receive-thing.ts'
import { serveFlash } from './steps/serve-flash.ts'
import { namePlace } from './steps/show-place.ts'
import { takeIdea } from './steps/take-idea.ts'
import { tellContact } from './steps/tell-contact.ts'
import { tellSection } from './steps/tell-section.ts'
import { tellSignpost } from './steps/tell-signpost.ts'
import { tellWorkshops } from './steps/tell-workshops.ts'
import { offeredLanguages } from './texts/texts.ts'
import { after, andThen, type Outcome, outcome, type Step, type TurnContext } from './turn-context.ts'
import type { World } from './world.ts'

const DAY_MS = 24 * 3_600_000
/** A talk is kept seven days; after that the person is met anew. */
const FORGET_AFTER_MS = 7 * DAY_MS
const LONGEST_ECHO = 140

/** The order is the promise: danger first, the person's own words before ours, a guess never. */
const steps: Step[] = [
  handleDanger,
  limitRate,
  passToMediator,
  answerRelayCode,
  obeyCommand,
  handlePriority,
  receiveThing,
  backAfterDays,
  answerOpenQuestion,
  greet,
  followPath,
  tellSection,
  prescribe,
  takeIdea,
  tellContact,
  tellWorkshops,
  findKindOfPlace,
  namePlace,
  nearby,
  askedToDoIt,
  tellSignpost,
  answerRumour,
  checkPasted,
  serveFlash,
  otherLanguage,
  matchTopic,
]

/**
 * Decides one turn: pure, so that a whole conversation is tested without server, clock or database.
 * `now` in epoch milliseconds. The last step always decides, so there is always an answer (or a silence that is meant).
 */
export function takeTurn(conversation: Conversation, activity: Activity, world: World, now: number): Decision {
  const known = rememberOrForget(conversation, now)
  const isFirst = known.lastActivityAt === null
  const text = activity.kind === 'text' ? activity.text : ''
  const fromPerson = activity.kind !== 'due'
  const started: Conversation = {
    ...known,
    turn: known.turn + 1,
    lastActivityAt: fromPerson ? now : known.lastActivityAt,
    language: languageOf(known.language, activity, world),
    recentAt: fromPerson ? withThisMessage(known.recentAt, now) : known.recentAt,
  }
  const context: TurnContext = { conversation: started, activity, world, now, text, words: fold(text) }
  // steps that need to know how long the person was away look at this copy
  const timed: TurnContext = { ...context, conversation: { ...started, lastActivityAt: known.lastActivityAt } }
  const decided = firstDecision(timed) ?? outcome([])
  return finish(context, decided, isFirst && fromPerson)
}

/** A short answer (« 1 », « ok ») does not change the language of the talk; three words do. */
function languageOf(current: string, activity: Activity, world: World): string {
  // a letter is in French whatever its reader speaks
  if (activity.kind !== 'text' || activity.from === 'photo' || activity.text.trim().split(/\s+/).length < 3)
    return current
  const spoken = world.understanding.language(activity.text)
  return offeredLanguages().includes(spoken) ? spoken : current
}

function firstDecision(context: TurnContext, from = 0): Outcome | null {
  for (const [at, step] of steps.entries()) {
    const decided = at < from ? null : step(context)
    if (decided) return decided.resume ? answerEarlier(context, decided, decided.resume, at + 1) : decided
  }
  return null
}

/** « Non » to « êtes-vous en danger ? »: what they had written is answered by the steps that had not seen it yet. */
function answerEarlier(context: TurnContext, decided: Outcome, text: string, from: number): Outcome {
  const earlier = { ...after(context, decided.change), text, words: fold(text) }
  return andThen(decided, firstDecision(earlier, from) ?? outcome([]))
}

/** Adds what frames every turn: the robot says it is one at first, and says so when it masked a secret. */
function finish(context: TurnContext, decided: Outcome, isFirst: boolean): Decision {
  const { activity, conversation, world } = context
  const silent = decided.replies.length === 0
  const framed = [...decided.replies]
  // a letter is full of numbers nobody wrote to us
  if (activity.kind === 'text' && activity.from !== 'photo' && activity.secrets.length > 0)
    framed.unshift(say(context, secretNotice(activity.secrets)))
  const isDanger = decided.replies.some((reply) => reply.id.startsWith('danger.'))
  if (activity.kind === 'text' && activity.from && !silent && !isDanger)
    framed.unshift(say(context, `media.heard-${activity.from}`, { text: shortened(activity.text) }))
  const isWelcome = decided.replies.some((reply) => reply.id === 'welcome.robot' || reply.id === 'welcome.place')
  if (isFirst && !silent && !isDanger && !isWelcome)
    framed.unshift(say(context, 'welcome.robot', { network: world.network.name }))
  const next: Conversation = {
    ...conversation,
    ...decided.change,
    turn: conversation.turn,
    lastActivityAt: conversation.lastActivityAt,
    lastTexts: silent ? conversation.lastTexts : framed.map((reply) => reply.text),
  }
  const reads = decided.effects.some((effect) => effect.kind === 'read-photos')
  next.mediaUntil = reads ? next.mediaUntil : mediaStillNeeded(next, context.now)
  return { conversation: next, replies: framed, effects: decided.effects }
}

/** Enough for the person to see whether they were heard right. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST_ECHO ? line : `${line.slice(0, LONGEST_ECHO).replace(/\s+\S*$/, '')}…`
}

const needsReassurance = new Set(['password', 'code', 'card', 'iban', 'nir', 'fiscal'])

function secretNotice(secrets: string[]): string {
  return secrets.some((kind) => needsReassurance.has(kind)) ? 'secret.masked' : 'secret.contact-masked'
}

function rememberOrForget(conversation: Conversation, now: number): Conversation {
  const { lastActivityAt, status, language, territory, placeCode, turn } = conversation
  if (lastActivityAt === null || now - lastActivityAt < FORGET_AFTER_MS || status !== 'with-bot') return conversation
  return { ...newConversation, language, territory, placeCode, turn }
}
