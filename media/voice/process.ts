import { serveJobs } from '../serve-jobs.ts'
import type { VoiceModel } from './find-model.ts'
import { hearVoice } from './hear-voice.ts'
import { openSherpa } from './open-sherpa.ts'
import type { Transcriber } from './transcriber.ts'

/** The process that listens: `open-media.ts` starts it with the model it found. A job without a file only opens the model. */
const model = JSON.parse(process.argv[2] ?? 'null') as VoiceModel
let transcriber: Promise<Transcriber> | null = null

serveJobs(async (file: Uint8Array | null) => {
  transcriber ??= openSherpa(model)
  const opened = await transcriber
  return file === null ? { kind: 'nothing' } : hearVoice(opened, file)
})
