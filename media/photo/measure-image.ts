export interface ImageSize {
  type: 'jpeg' | 'png' | 'webp' | 'gif'
  width: number
  height: number
}

/**
 * How large a picture says it is, from its first bytes, without opening it: a file of some kilobytes can say 50,000 × 50,000 and take
 * all the memory there is. Null: none of the kinds that are read.
 */
export function measureImage(file: Uint8Array): ImageSize | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length < 30) return null
  if (bytes.readUInt16BE(0) === 0xffd8) return measureJpeg(bytes)
  if (bytes.toString('latin1', 1, 4) === 'PNG' && bytes.toString('latin1', 12, 16) === 'IHDR')
    return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)))
    return { type: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return measureWebp(bytes)
  return null
}

/** Goes from segment to segment until the one that says the size (SOF0…SOF15, but for the tables C4, C8, CC). */
function measureJpeg(bytes: Buffer): ImageSize | null {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { type: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function measureWebp(bytes: Buffer): ImageSize | null {
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8X') return { type: 'webp', width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) }
  if (kind === 'VP8 ')
    return { type: 'webp', width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return null
  const packed = bytes.readUInt32LE(21)
  return { type: 'webp', width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) }
}
