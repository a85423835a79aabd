/** What a picture or a voice note really is, by its first bytes: platforms say « octet-stream », and a name proves nothing. */
export interface PieceType {
  type: string
  extension: string
  /** false: saved rather than shown, for a page could hide in it */
  inline: boolean
}

const shown = (type: string, extension: string): PieceType => ({ type, extension, inline: true })

const known: { at: number; bytes: string; is: PieceType }[] = [
  { at: 0, bytes: '\xff\xd8\xff', is: shown('image/jpeg', 'jpg') },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', is: shown('image/png', 'png') },
  { at: 0, bytes: 'GIF8', is: shown('image/gif', 'gif') },
  { at: 8, bytes: 'WEBP', is: shown('image/webp', 'webp') },
  { at: 0, bytes: 'OggS', is: shown('audio/ogg', 'ogg') },
  { at: 0, bytes: 'ID3', is: shown('audio/mpeg', 'mp3') },
  { at: 0, bytes: '\xff\xfb', is: shown('audio/mpeg', 'mp3') },
  { at: 8, bytes: 'WAVE', is: shown('audio/wav', 'wav') },
  { at: 4, bytes: 'ftypM4A', is: shown('audio/mp4', 'm4a') },
  { at: 4, bytes: 'ftyp', is: { type: 'video/mp4', extension: 'mp4', inline: true } },
  { at: 0, bytes: '%PDF-', is: { type: 'application/pdf', extension: 'pdf', inline: false } },
]

const unknown: PieceType = { type: 'application/octet-stream', extension: 'bin', inline: false }

export function pieceType(body: Uint8Array): PieceType {
  const start = Buffer.from(body.subarray(0, 16)).toString('latin1')
  return known.find(({ at, bytes }) => start.startsWith(bytes, at))?.is ?? unknown
}
