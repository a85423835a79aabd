import type { Catalogue, OutOfScopeKind } from '../catalogue/load-catalogue.ts'

/** A message with what it is about; topic null means outside, of the kind given (« near » when none is). */
export interface Example {
  readonly text: string
  readonly topic: string | null
  readonly kind?: OutOfScopeKind
  /** Its author; examples without one are shared out evenly when authors are left out in turn. */
  readonly hand?: string
}

/** The catalogue as the trainer wants it. */
export function catalogueExamples({ phrases, outOfScope }: Catalogue): Example[] {
  return [
    ...phrases.map(({ text, topic, hand }) => ({ text, topic, hand })),
    ...outOfScope.map(({ text, kind }) => ({ text, topic: null, kind })),
  ]
}

/** Examples shared out in folds: one fold a hand when there are several hands, else `count` even folds. */
export function foldOf(examples: readonly Example[], count = 4): { folds: number; fold: Int32Array; names: string[] } {
  const hands = [...new Set(examples.flatMap(({ hand }) => (hand === undefined ? [] : [hand])))].sort()
  const folds = hands.length > 1 ? hands.length : count
  let next = 0
  const fold = Int32Array.from(examples, ({ hand }) =>
    hands.length > 1 && hand !== undefined ? hands.indexOf(hand) : next++ % folds,
  )
  return { folds, fold, names: hands.length > 1 ? hands : Array.from({ length: folds }, (_, i) => `fold ${i + 1}`) }
}
