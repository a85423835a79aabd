import { dangerFeatures } from './danger-features.ts'
import { readDangerModel, weighDanger } from './danger-model.ts'
import { type Emergency, emergencies } from './emergencies.ts'
import { judgeDanger } from './judge-danger.ts'
import { isSetAside, traceDangers } from './trace-dangers.ts'

/** A danger recognised in a message. `ambiguous`: one question comes first, « Êtes-vous en danger maintenant ? ». */
export interface Danger {
  /** Column 1 of `data/emergencies.tsv`. */
  type: string
  level: Emergency['level']
  topic: string
  sampleLabel: string
  certainty: 'clear' | 'ambiguous'
}

// 119 before 17 when a child is concerned: the table names 17 as its second number.
const order = emergencies.map(({ type }) => type)
order.splice(order.indexOf('danger_immediat_violence'), 0, ...order.splice(order.indexOf('enfant_danger'), 1))

const model = readDangerModel(new URL('../data/danger-model.bin', import.meta.url))

/** All dangers found, most severe first. */
export function detectDangers(text: string): Danger[] {
  const found = judgeDanger(
    traceDangers(text),
    weighDanger(model, dangerFeatures(text)),
    model.thresholds,
    isSetAside(text),
  )
  return order.flatMap((type) => {
    const certainty = found.get(type)
    const emergency = emergencies.find((one) => one.type === type)
    if (certainty === undefined || emergency === undefined) return []
    return [{ type, level: emergency.level, topic: emergency.topic, sampleLabel: emergency.sampleLabel, certainty }]
  })
}

/** The most severe danger, or null when nothing in the message calls for help. */
export function detectDanger(text: string): Danger | null {
  return detectDangers(text)[0] ?? null
}
