import { expect, test } from 'vitest'
import { measureVideo } from '../../../src/scan/assets/measure.ts'

function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inside.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, inside])
}

/** A track header; turned by 90 degrees its matrix has nothing on the diagonal. */
function track(width: number, height: number, isTurned = false): Buffer {
  const header = Buffer.alloc(84)
  const matrix = isTurned ? [0, 1, 0, -1, 0, 0, 0, 0, 1] : [1, 0, 0, 0, 1, 0, 0, 0, 1]
  for (const [index, value] of matrix.entries())
    header.writeInt32BE(value * 65536 * (index === 8 ? 0.25 : 1), 40 + 4 * index)
  header.writeUInt32BE(width * 65536, 76)
  header.writeUInt32BE(height * 65536, 80)
  return box('trak', box('edts'), box('tkhd', header))
}

const intro = box('ftyp', Buffer.from('isom'))

test.each<[name: string, bytes: Uint8Array, width: number | undefined, height: number | undefined]>([
  ['a film', Buffer.concat([intro, box('moov', box('mvhd'), track(640, 360))]), 640, 360],
  ['sound first', Buffer.concat([intro, box('moov', track(0, 0), track(640, 360))]), 640, 360],
  ['a film on its side', Buffer.concat([intro, box('moov', track(1920, 1080, true))]), 1080, 1920],
  ['the index at the end', Buffer.concat([intro, box('mdat', Buffer.alloc(999)), box('moov', track(2, 3))]), 2, 3],
  ['sound only', Buffer.concat([intro, box('moov', track(0, 0))]), undefined, undefined],
  ['cut short', Buffer.concat([intro, box('moov', track(640, 360))]).subarray(0, 60), undefined, undefined],
  ['another format', Buffer.from('\x1aE\xdf\xa3 webm and more than eight bytes'), undefined, undefined],
  ['nothing', Buffer.alloc(0), undefined, undefined],
])('%s', (_name, bytes, width, height) => {
  expect(measureVideo(bytes)).toEqual({ width, height })
})

test('a box of 64-bit length', () => {
  const head = Buffer.alloc(16)
  head.writeUInt32BE(1)
  head.write('mdat', 4, 'latin1')
  head.writeBigUInt64BE(20n, 8)
  expect(measureVideo(Buffer.concat([head, Buffer.alloc(4), box('moov', track(4, 5))]))).toEqual({
    width: 4,
    height: 5,
  })
})
