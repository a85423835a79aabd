import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A speech model of one word, written by hand in ONNX's own format (protocol buffers): every stretch of sound is « bonjour », silence is
 * nothing. It knows no language, but sherpa-onnx opens and runs it like any other NeMo CTC model: real loading, real decoding.
 */
export function writeTinyModel(folder: string, metadata: Record<string, string> = {}): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tokens.txt'), '▁bonjour 0\n<blk> 1\n')
  writeFileSync(
    join(folder, 'model.onnx'),
    model({
      vocab_size: '2',
      subsampling_factor: '1',
      normalize_type: '',
      model_type: 'EncDecCTCModelBPE',
      ...metadata,
    }),
  )
  return folder
}

const MEL = 80
const FLOAT = 1
const INT64 = 7
/** frames whose mean energy (log) is above are sound */
const SOUND_ABOVE = -9

function model(metadata: Record<string, string>): Buffer {
  const weights = new Float32Array(MEL * 2)
  for (let row = 0; row < MEL; row++) weights[row * 2] = 1 / MEL
  const graph = message(
    field(
      1,
      node('Transpose', ['audio_signal'], 'frames', field(5, message(text(1, 'perm'), ints(8, [0, 2, 1]), int(20, 7)))),
    ),
    field(1, node('MatMul', ['frames', 'weights'], 'energy')),
    field(1, node('Add', ['energy', 'bias'], 'logprobs')),
    text(2, 'one-word'),
    field(5, tensor('weights', [MEL, 2], weights)),
    field(5, tensor('bias', [2], Float32Array.of(-SOUND_ABOVE, 0))),
    field(11, value('audio_signal', FLOAT, ['n', MEL, 't'])),
    field(11, value('length', INT64, ['n'])),
    field(12, value('logprobs', FLOAT, ['n', 't', 2])),
  )
  const entries = Object.entries(metadata).map(([key, said]) => field(14, message(text(1, key), text(2, said))))
  return message(int(1, 8), field(7, graph), field(8, message(text(1, ''), int(2, 13))), ...entries)
}

const node = (op: string, inputs: string[], output: string, attributes: Buffer = Buffer.alloc(0)) =>
  message(...inputs.map((input) => text(1, input)), text(2, output), text(4, op), attributes)

const tensor = (name: string, dims: number[], data: Float32Array) =>
  message(...dims.map((dim) => int(1, dim)), int(2, FLOAT), text(8, name), field(9, Buffer.from(data.buffer)))

function value(name: string, type: number, dims: (number | string)[]): Buffer {
  const shape = dims.map((dim) => field(1, typeof dim === 'number' ? int(1, dim) : text(2, dim)))
  return message(text(1, name), field(2, field(1, message(int(1, type), field(2, message(...shape))))))
}

const message = (...parts: Buffer[]) => Buffer.concat(parts)
const int = (number: number, content: number) => Buffer.concat([varint(number << 3), varint(content)])
const ints = (number: number, contents: number[]) => Buffer.concat(contents.map((content) => int(number, content)))
const text = (number: number, content: string) => field(number, Buffer.from(content))
const field = (number: number, content: Buffer) =>
  Buffer.concat([varint((number << 3) | 2), varint(content.length), content])

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) | 128)
  }
}
