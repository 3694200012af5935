export interface VideoSize {
  readonly width: number | undefined
  readonly height: number | undefined
}

const UNKNOWN: VideoSize = { width: undefined, height: undefined }

/**
 * Reads the size in pixels, as it is shown, of an MP4 or QuickTime film: Ghost's own editor asks a browser for it, and without it the
 * page jumps when the film loads. Undefined for other formats and broken files. Source: ISO/IEC 14496-12, boxes `moov`, `trak`, `tkhd`.
 */
export function measureVideo(bytes: Uint8Array): VideoSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const movie = listBoxes(view, 0, view.byteLength).find(({ type }) => type === 'moov')
  if (movie === undefined) return UNKNOWN
  for (const track of listBoxes(view, movie.start, movie.end).filter(({ type }) => type === 'trak')) {
    const header = listBoxes(view, track.start, track.end).find(({ type }) => type === 'tkhd')
    // Sound has a track of no size.
    const size = header === undefined ? UNKNOWN : readSize(view, header)
    if (size.width !== undefined) return size
  }
  return UNKNOWN
}

interface Box {
  readonly type: string
  /** Of what is in it. */
  readonly start: number
  readonly end: number
}

function listBoxes(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const short = view.getUint32(at)
    const isLong = short === 1 && at + 16 <= to
    const length = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short
    const head = isLong ? 16 : 8
    if (length < head || at + length > to) break
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)))
    boxes.push({ type, start: at + head, end: at + length })
    at += length
  }
  return boxes
}

/** The last 44 bytes: a matrix of nine numbers, then width and height with 16 bits after the point. A phone held upright films lying on its side. */
function readSize(view: DataView, { start, end }: Box): VideoSize {
  if (end - start < 80) return UNKNOWN
  const width = Math.round(view.getUint32(end - 8) / 65536)
  const height = Math.round(view.getUint32(end - 4) / 65536)
  if (width === 0 || height === 0) return UNKNOWN
  const isTurned = view.getInt32(end - 44) === 0 && view.getInt32(end - 28) === 0
  return isTurned ? { width: height, height: width } : { width, height }
}
