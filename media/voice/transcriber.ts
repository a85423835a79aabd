/** Speech at 16 kHz, one channel, −1 to 1. */
export type Speech = Float32Array

/** The port behind which a speech engine stands: `open-sherpa.ts` is the one there is. */
export interface Transcriber {
  /** the words as heard, or '' for silence */
  transcribe(speech: Speech): Promise<string>
}
