import { newConversation } from '../conversation.ts'
import { tellRest } from '../fit-answer.ts'
import { frenchDate } from '../french-date.ts'
import { isZero, readCommand } from '../read-words.ts'
import { putQuestion, say } from '../say.ts'
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import { continueElsewhere } from './continue-elsewhere.ts'
import { explainSimpler } from './fall-back.ts'
import { askTerritoryForPlaces, sayPlaces } from './find-places.ts'
import { stepBack } from './follow-path.ts'
import { openHandoff } from './hand-off.ts'

/** Whole-message words that mean the same at any point, in every language offered. « 0 » is always a person. */
export const obeyCommand: Step = (context) => {
  if (context.activity.kind === 'choice') return context.activity.number === '0' ? openHandoff(context, 'asked') : null
  if (isZero(context.words)) return openHandoff(context, context.conversation.openQuestion?.reason ?? 'asked')
  const command = readCommand(context.words)
  return command ? obey[command](context) : null
}

const obey: Record<NonNullable<ReturnType<typeof readCommand>>, (context: TurnContext) => Outcome | null> = {
  human: (context) => openHandoff(context, 'asked'),
  back: goBack,
  restart: (context) =>
    outcome([say(context, 'restart.done')], {
      openQuestion: null,
      path: null,
      misses: 0,
      topic: null,
      rejected: [],
      utterance: null,
      nextTopics: [],
    }),
  stop: (context) =>
    outcome([say(context, 'stop.done')], { openQuestion: null, path: null, nextTopics: [], status: 'with-bot' }, [
      { kind: 'cancel-ticket' },
      { kind: 'cancel-sign-ups' },
    ]),
  'my-data': showData,
  erase: (context) =>
    outcome(
      [say(context, 'erase.receipt', { date: frenchDate(context.now, context.world.network.timeZone) })],
      { ...newConversation, turn: context.conversation.turn },
      [{ kind: 'cancel-ticket' }, { kind: 'start-erasure' }],
    ),
  elsewhere: continueElsewhere,
  more: tellMore,
  repeat: repeatQuestion,
  simpler: explainSimpler,
  places: (context) => {
    const { territory } = context.conversation
    return territory ? sayPlaces(context, territory) : askTerritoryForPlaces(context)
  },
}

/** What waited; after an answer without more, that it was all. Before any answer the word is read like any other. */
function tellMore(context: TurnContext): Outcome | null {
  const { conversation } = context
  if (conversation.rest === '') return conversation.topic ? outcome([say(context, 'sms.no-more')]) : null
  const { openQuestion } = conversation
  return outcome([tellRest(conversation), ...(openQuestion ? [putQuestion(openQuestion)] : [])])
}

/** In a guided path, one step back; else the talk is free again. */
function goBack(context: TurnContext): Outcome {
  const back = stepBack(context)
  if (back) return andThen(outcome([say(context, 'path.back')]), back)
  return outcome([say(context, 'back.done')], { openQuestion: null, path: null, misses: 0 })
}

function repeatQuestion(context: TurnContext): Outcome | null {
  const { openQuestion } = context.conversation
  if (!openQuestion) return null
  return outcome([say(context, 'repeat.here'), putQuestion(openQuestion)])
}

function showData(context: TurnContext): Outcome {
  const { conversation, world } = context
  const topic = conversation.topic ? world.knowledge.topic(conversation.topic)?.title : null
  const shown = say(context, 'data.shown', {
    topic: topic ?? '—',
    commune: conversation.territory?.commune ?? '—',
    days: world.network.conversationDays,
  })
  return andThen(outcome([shown]), outcome([say(context, 'data.rights')]))
}
