import { decodeOggOpus } from './decode-ogg-opus.ts'
import type { Transcriber } from './transcriber.ts'

export type VoiceHeard = { kind: 'words'; text: string } | { kind: 'nothing' }

/** What noise is heard as: a sound with no meaning, marks, « [Musique] ». */
const noWords = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|<[^>]*>/g

/** From the file of a messenger to words; `nothing` when there are none in it. */
export async function hearVoice(transcriber: Transcriber, file: Uint8Array): Promise<VoiceHeard> {
  const heard = await transcriber.transcribe(await decodeOggOpus(file))
  const text = heard.replace(noWords, ' ').replace(/\s+/g, ' ').trim()
  return /\p{L}/u.test(text) ? { kind: 'words', text: lowered(text) } : { kind: 'nothing' }
}

/** Some models write everything in capitals: nobody shouts here. */
const lowered = (text: string) => (text === text.toUpperCase() ? text.toLowerCase() : text)
