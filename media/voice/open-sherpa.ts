import { createRequire } from 'node:module'
import type { VoiceModel } from './find-model.ts'
import { splitSpeech } from './split-speech.ts'
import type { Speech, Transcriber } from './transcriber.ts'

/** The part of sherpa-onnx-node that is used; the package brings no types. */
interface Sherpa {
  OfflineRecognizer: {
    createAsync(config: object): Promise<{
      createStream(): { acceptWaveform(wave: { samples: Speech; sampleRate: number }): void }
      decodeAsync(stream: object): Promise<{ text: string }>
    }>
  }
}

const RATE = 16_000

/**
 * Opens the model, in this process: a broken one ends it (native code aborts), which is why it never is ours (`process.ts`).
 * Whisper is told the language, or it would guess one from the first second; the others know theirs.
 */
export async function openSherpa(model: VoiceModel): Promise<Transcriber> {
  const { OfflineRecognizer } = load()
  const recognizer = await OfflineRecognizer.createAsync({
    featConfig: { sampleRate: RATE, featureDim: 80 },
    modelConfig: { ...partsOf(model), tokens: model.tokens, numThreads: 1, provider: 'cpu', debug: 0 },
    decodingMethod: 'greedy_search',
  })
  return {
    async transcribe(speech) {
      const texts: string[] = []
      for (const piece of splitSpeech(speech, RATE)) {
        const stream = recognizer.createStream()
        stream.acceptWaveform({ samples: piece, sampleRate: RATE })
        texts.push((await recognizer.decodeAsync(stream)).text)
      }
      return texts.join(' ').trim()
    },
  }
}

function load(): Sherpa {
  try {
    return createRequire(import.meta.url)('sherpa-onnx-node') as Sherpa
  } catch (cause) {
    throw new Error('The npm package « sherpa-onnx-node » is not installed, or not for this machine: run « npm ci ».', {
      cause,
    })
  }
}

function partsOf(model: VoiceModel): object {
  switch (model.kind) {
    case 'transducer': {
      const { encoder, decoder, joiner, nemo } = model
      return { transducer: { encoder, decoder, joiner }, ...(nemo && { modelType: 'nemo_transducer' }) }
    }
    case 'whisper': {
      const { encoder, decoder } = model
      return { whisper: { encoder, decoder, language: 'fr', task: 'transcribe', tailPaddings: -1 } }
    }
    case 'nemo-ctc':
      return { nemoCtc: { model: model.model } }
    case 'zipformer-ctc':
      return { zipformerCtc: { model: model.model } }
  }
}
