import { messageFeatures } from '../learning/message-features.ts'
import { type DangerModel, readDangerModel, weighDanger } from './danger-model.ts'
import { type Emergency, emergencies } from './emergencies.ts'
import { type DangerCertainty, type DangerJudgement, judgeDanger } from './judge-danger.ts'
import { isSetAside, traceDangers } from './trace-dangers.ts'

/**
 * A danger recognised in a message. `ambiguous`: one question comes first, « Êtes-vous en danger maintenant ? »;
 * `faint`: the same, unless the message clearly has an ordinary topic.
 */
export interface Danger {
  /** Column 1 of `data/emergencies.tsv`. */
  type: string
  level: Emergency['level']
  topic: string
  sampleLabel: string
  certainty: DangerCertainty
  /** The other type it may be, in French: its number is worth giving too. */
  orElse?: string
}

// 119 before 17 when a child is concerned: the table names 17 as its second number.
const order = emergencies.map(({ type }) => type)
order.splice(order.indexOf('danger_immediat_violence'), 0, ...order.splice(order.indexOf('enfant_danger'), 1))

const committed = readDangerModel(new URL('../data/danger-model.bin', import.meta.url))

/** All dangers found, most severe first. `language`: the one it is written in. `model`: another than the committed one, for measures. */
export function detectDangers(text: string, language = 'fr', model: DangerModel = committed): Danger[] {
  return mostSevereFirst(judge(text, language, model))
}

/** The most severe of the two likeliest dangers, the other beside it; null when nothing in the message calls for help. */
export function detectDanger(text: string, language = 'fr', model: DangerModel = committed): Danger | null {
  const found = judge(text, language, model)
  const [first, second] = mostSevereFirst(found && { ...found, types: found.types.slice(0, 2) })
  if (first === undefined) return null
  return second === undefined ? first : { ...first, orElse: second.type }
}

/** Words up to which a clear rule is believed alone. */
const SHORT = 7

function judge(text: string, language: string, model: DangerModel): DangerJudgement | null {
  const { thresholds } = model
  return judgeDanger(
    traceDangers(text),
    weighDanger(model, messageFeatures(text)),
    model.stack,
    language === 'fr' ? thresholds : { ...thresholds, faint: thresholds.elsewhere },
    isSetAside(text),
    text.trim().split(/\s+/).length <= SHORT,
  )
}

function mostSevereFirst(found: DangerJudgement | null): Danger[] {
  if (found === null) return []
  return order.flatMap((type) => {
    const emergency = emergencies.find((one) => one.type === type)
    if (!found.types.includes(type) || emergency === undefined) return []
    const { level, topic, sampleLabel } = emergency
    return [{ type, level, topic, sampleLabel, certainty: found.certainty }]
  })
}
