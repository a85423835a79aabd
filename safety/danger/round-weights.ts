import { COLUMNS } from './danger-features.ts'
import type { DangerModel } from './danger-model.ts'
import type { DangerWeights } from './fit-danger.ts'

/** Both models in one table of small whole numbers: row 0 danger or not, the others which danger. */
export function roundWeights(
  alarm: DangerWeights,
  kind: DangerWeights,
): Pick<DangerModel, 'bias' | 'scales' | 'weights'> {
  const rows = kind.rows + 1
  const weightAt = (column: number, row: number) =>
    row === 0
      ? (alarm.weights[column * 2 + 1] ?? 0) - (alarm.weights[column * 2] ?? 0)
      : (kind.weights[column * kind.rows + row - 1] ?? 0)
  const scales = Array.from({ length: rows }, (_, row) => {
    let highest = 0
    for (let column = 0; column < COLUMNS; column += 1) highest = Math.max(highest, Math.abs(weightAt(column, row)))
    return highest / 127 || 1
  })
  const weights = new Int8Array(COLUMNS * rows)
  for (let column = 0; column < COLUMNS; column += 1)
    for (let row = 0; row < rows; row += 1)
      weights[column * rows + row] = Math.round(weightAt(column, row) / (scales[row] ?? 1))
  return { bias: [(alarm.bias[1] ?? 0) - (alarm.bias[0] ?? 0), ...kind.bias], scales, weights }
}
