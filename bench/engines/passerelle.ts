import type { Example } from '../../intents/matcher/example.ts'
import { createMatcher, type Matcher } from '../../intents/matcher/match.ts'
import { readModel } from '../../intents/matcher/model-file.ts'
import { addNoise } from '../../intents/matcher/noise.ts'
import { createRandom } from '../../intents/matcher/random.ts'
import { passerelleOptions, train, trainOnExamples } from '../../intents/matcher/train.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'
import type { Answer, Engine, Setup } from '../engine.ts'

function ask(matcher: Matcher | null, text: string): Answer {
  if (matcher === null) throw new Error('The engine was asked before it was trained.')
  const { band, candidates } = matcher.match(text)
  const best = candidates[0]
  return { topic: best?.topic ?? null, score: best?.confidence ?? 0, stated: band === 'sure' }
}

/** Holds a matcher, made from examples by `make`. */
function holdMatcher(make: (examples: readonly Example[]) => Matcher): Engine {
  let matcher: Matcher | null = null
  return {
    train: (examples) => {
      matcher = make(examples)
    },
    answer: (text) => ask(matcher, text),
  }
}

/**
 * Our engine from scratch. On our catalogue the confidence weights of the committed model are kept, as a live edit does:
 * settling them anew takes one more fit an author. On a labelled set nothing is kept.
 */
export function createPasserelle({ recipe }: Setup): Engine {
  return holdMatcher((examples) => {
    if (recipe === 'labelled') return trainOnExamples(examples)
    return createMatcher(train(examples, { ...passerelleOptions(), calibration: readModel(MODEL_PATH).calibration }))
  })
}

const COPIES = 9

/** Our engine on ten times the phrases: each with nine noisy readings. One round instead of eight, one loss instead of two: only its speed is looked at. */
export function createTenfoldPasserelle(): Engine {
  return holdMatcher((examples) => {
    const random = createRandom(1010)
    const copies = Array.from({ length: COPIES }, () =>
      examples.map((example) => ({ ...example, text: addNoise(example.text, random) })),
    )
    const { hinge: _, ...options } = passerelleOptions()
    const { calibration } = readModel(MODEL_PATH)
    const fit = { ...options.fit, epochs: 1 }
    return createMatcher(train([examples, ...copies].flat(), { ...options, fit, noisyCopies: 0, calibration }))
  })
}

/** The model as committed: training is reading it. */
export function createCommittedPasserelle(): Engine {
  return holdMatcher(() => createMatcher(readModel(MODEL_PATH)))
}
