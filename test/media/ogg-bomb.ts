/** An OGG/Opus file, well formed, of one-byte packets: each stands for 60 ms of nothing, so that megabytes are days. */
export function oggBomb(bytes: number): Uint8Array {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])])
  const tags = Buffer.concat([Buffer.from('OpusTags'), Buffer.alloc(8)])
  const pages = [page(0, 2, 0, [head]), page(1, 0, 0, [tags])]
  // config 3: SILK, narrow band, 60 ms; code 0; no bytes of sound
  const packets = Array.from({ length: 255 }, () => Buffer.from([3 << 3]))
  const size = page(2, 0, 0, packets).length
  for (let number = 2; (number - 2) * size < bytes; number++)
    pages.push(page(number, 0, (number - 1) * 255 * 2880, packets))
  return new Uint8Array(Buffer.concat(pages))
}

function page(number: number, flags: number, granule: number, packets: Buffer[]): Buffer {
  const header = Buffer.alloc(27)
  header.write('OggS')
  header[5] = flags
  header.writeBigUInt64LE(BigInt(granule), 6)
  header.writeUInt32LE(1, 14)
  header.writeUInt32LE(number, 18)
  header[26] = packets.length
  const whole = Buffer.concat([header, Buffer.from(packets.map((packet) => packet.length)), ...packets])
  whole.writeUInt32LE(checksum(whole), 22)
  return whole
}

/** OGG's own: polynomial 0x04c11db7, not reflected, from 0. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}
