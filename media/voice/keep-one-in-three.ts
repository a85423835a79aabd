/** 48 kHz to 16 kHz: what lies above 8 kHz is taken away first, or it would come back as a whistle over the voice. */
const TAPS = 48
const CUT = 7_200 / 48_000
const filter = Float32Array.from({ length: TAPS + 1 }, (_, index) => {
  const from = index - TAPS / 2
  const sinc = from === 0 ? 2 * CUT : Math.sin(2 * Math.PI * CUT * from) / (Math.PI * from)
  // Hamming's window
  return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * index) / TAPS))
})

/** Piece after piece of one recording; what a piece leaves over is kept for the next. */
export function createThird(): (samples: Float32Array) => Float32Array {
  let rest = new Float32Array(TAPS)

  return (samples) => {
    const all = new Float32Array(rest.length + samples.length)
    all.set(rest)
    all.set(samples, rest.length)
    const count = Math.max(0, Math.floor((all.length - TAPS - 1) / 3) + (all.length > TAPS ? 1 : 0))
    const kept = new Float32Array(count)
    for (let index = 0; index < count; index++) {
      let sum = 0
      for (let tap = 0; tap <= TAPS; tap++) sum += (filter[tap] ?? 0) * (all[index * 3 + tap] ?? 0)
      kept[index] = sum
    }
    rest = all.slice(count * 3)
    return kept
  }
}
