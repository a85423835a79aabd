import type { Speech } from './transcriber.ts'

/** Whisper hears no more than 30 seconds at once. */
const LONGEST_S = 28
/** the pause to cut at is looked for in the last seconds of a piece */
const LOOK_BACK_S = 8
const WINDOW_S = 0.1

/** Pieces that can be heard one by one, cut where the voice is lowest. */
export function splitSpeech(speech: Speech, rate: number): Speech[] {
  const pieces: Speech[] = []
  let from = 0
  while (speech.length - from > LONGEST_S * rate) {
    const cut = quietest(speech, from + (LONGEST_S - LOOK_BACK_S) * rate, from + LONGEST_S * rate, WINDOW_S * rate)
    pieces.push(speech.subarray(from, cut))
    from = cut
  }
  pieces.push(speech.subarray(from))
  return pieces
}

function quietest(speech: Speech, from: number, to: number, window: number): number {
  let best = to
  let least = Number.POSITIVE_INFINITY
  for (let start = from; start + window <= to; start += window) {
    let energy = 0
    for (let index = start; index < start + window; index++) energy += (speech[index] ?? 0) ** 2
    if (energy < least) {
      least = energy
      best = Math.round(start + window / 2)
    }
  }
  return best
}
