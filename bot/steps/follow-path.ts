import type { ArticleView } from '../../knowledge-base/snapshot.ts'
import { isPathDone, isPathStuck } from '../read-words.ts'
import { ask, option, say } from '../say.ts'
import { after, andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import { askIfSolved } from './ask-if-solved.ts'
import { offerHuman } from './offer-human.ts'

/** A procedure learnt one step a message: « fait » or « je bloque », a summary at the end. */
export const followPath: Step = (context) => {
  if (!context.conversation.path) return null
  if (isPathDone(context.words)) return stepDone(context)
  if (isPathStuck(context.words)) return stepStuck(context)
  return null
}

/** What to beware of comes before the first step: afterwards it is too late. */
export function startPath(context: TurnContext, topic: string): Outcome {
  const warning = context.world.knowledge.topic(topic)?.article?.warning
  const warned = outcome(warning ? [say(context, 'path.warning', { text: warning })] : [])
  return andThen(warned, sayStep(after(context, { topic, path: { topic, step: 0 } }), topic, 0))
}

/** The step after this one, or the end: « vous l'avez fait », and is it settled? */
export function stepDone(context: TurnContext): Outcome {
  const { path } = context.conversation
  const article = articleOf(context)
  if (!path || !article) return outcome([say(context, 'ask.another')], { path: null, openQuestion: null })
  const next = path.step + 1
  const counted = outcome([], {}, [{ kind: 'record-outcome', topic: path.topic, outcome: 'step-done', step: next }])
  if (next < article.steps.length) return andThen(counted, sayStep(context, path.topic, next))
  const title = context.world.knowledge.topic(path.topic)?.title ?? ''
  const pathsDone = [...new Set([...context.conversation.pathsDone, path.topic])].slice(-20)
  return andThen(
    andThen(
      counted,
      outcome([say(context, 'path.finished', { topic: title, count: article.steps.length })], {
        path: null,
        pathsDone,
        openQuestion: null,
      }),
    ),
    askIfSolved(after(context, { path: null }), path.topic),
  )
}

/** One step back, read again at once; at the first there is nothing behind. */
export function stepBack(context: TurnContext): Outcome | null {
  const { path } = context.conversation
  return path && path.step > 0 ? sayStep(context, path.topic, path.step - 1) : null
}

/** First this step's own help; still stuck → a person, who sees which step. */
export function stepStuck(context: TurnContext): Outcome {
  const { path, openQuestion } = context.conversation
  const article = articleOf(context)
  const step = path ? article?.steps[path.step] : undefined
  if (!path || !step) return offerHuman(context, 'offer.after-not-solved', 'stuck-on-step')
  const counted = outcome([], {}, [
    { kind: 'record-outcome', topic: path.topic, outcome: 'stuck', step: path.step + 1 },
  ])
  if (openQuestion?.replyId === 'path.stuck-help') {
    const title = context.world.knowledge.topic(path.topic)?.title ?? ''
    const utterance = `${title} : bloqué(e) à l’étape ${path.step + 1}`
    return andThen(
      andThen(counted, outcome([], { utterance })),
      offerHuman(after(context, { utterance }), 'offer.after-not-solved', 'stuck-on-step'),
    )
  }
  return andThen(
    counted,
    ask(context, 'path.stuck-help', {
      values: { help: step.stuck },
      options: pathOptions(context),
      topic: path.topic,
      reason: 'stuck-on-step',
    }),
  )
}

function sayStep(context: TurnContext, topic: string, step: number): Outcome {
  const article = context.world.knowledge.topic(topic)?.article
  const current = article?.steps[step]
  if (!article || !current) return outcome([say(context, 'path.no-steps')], { path: null })
  const again = context.conversation.pathsDone.includes(topic)
  const asked = ask(context, again ? 'path.step-again' : 'path.step', {
    values: { step: step + 1, count: article.steps.length, text: current.say },
    options: pathOptions(context),
    topic,
    reason: 'stuck-on-step',
  })
  return andThen(asked, outcome([], { topic, path: { topic, step } }))
}

const pathOptions = (context: TurnContext) => [
  option(context, 1, 'choice.step-done', { do: 'step-done' }),
  option(context, 2, 'choice.step-stuck', { do: 'step-stuck' }),
]

function articleOf(context: TurnContext): ArticleView | null {
  const { path } = context.conversation
  return path ? (context.world.knowledge.topic(path.topic)?.article ?? null) : null
}
