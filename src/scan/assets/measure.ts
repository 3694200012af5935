import { gunzipSync } from 'node:zlib'
import { imageSize } from 'image-size'

export type Measurement =
  | { readonly kind: 'image'; readonly width: number | undefined; readonly height: number | undefined }
  | { readonly kind: 'corrupt'; readonly reason: string }
  /** The limit in bytes for the unpacked file. */
  | { readonly kind: 'vast'; readonly mostBytes: number }

/** Formats that Ghost accepts under each other's names (seen on 5.130.6): a PNG called `.jpg` is common, and is displayed. */
const RASTER: readonly string[] = ['jpg', 'png', 'gif', 'webp']

/**
 * Reads an image's displayed size in pixels: EXIF orientations 5 to 8 swap width and height. Refuses what Ghost answers 400 or 415 to, including a
 * file that was cut short (Ghost decodes the whole picture).
 *
 * @param extension Lower case, without the dot.
 */
export function measureImage(bytes: Uint8Array, extension: string): Measurement {
  if (extension === 'svg' || extension === 'svgz') return measureSvg(bytes, extension === 'svgz')
  let size: ReturnType<typeof imageSize>
  try {
    size = imageSize(bytes)
  } catch {
    return { kind: 'corrupt', reason: `is not a ${extension.toUpperCase()} image` }
  }
  const { type = '', width, height, orientation = 1 } = size
  const fits = extension === 'ico' ? type === 'ico' : RASTER.includes(type)
  if (!fits) return { kind: 'corrupt', reason: `is named .${extension} but holds ${type.toUpperCase()}` }
  if (!(width > 0 && height > 0)) return { kind: 'corrupt', reason: 'has no width or height' }
  if (isCutShort(bytes, type)) return { kind: 'corrupt', reason: 'is cut short' }
  return orientation >= 5 ? { kind: 'image', width: height, height: width } : { kind: 'image', width, height }
}

/** Pictures that browsers show and Ghost takes as files only, by extension, with what their bytes are. */
const SHOWN_FILES: Readonly<Record<string, string>> = { avif: 'avif', bmp: 'bmp', apng: 'png' }

/** Reads the size of a picture that Ghost takes as a file only; undefined for anything else. */
export function measureShownFile(
  bytes: Uint8Array,
  extension: string,
): { readonly width: number; readonly height: number } | undefined {
  const wanted = SHOWN_FILES[extension]
  if (wanted === undefined) return undefined
  try {
    const { type, width, height } = imageSize(bytes)
    return type === wanted && width > 0 && height > 0 ? { width, height } : undefined
  } catch {
    return undefined
  }
}

function isCutShort(bytes: Uint8Array, type: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === 'png') return !buffer.includes('IEND')
  if (type === 'webp') return buffer.readUInt32LE(4) + 8 > buffer.length
  if (type !== 'jpg') return false
  // In a scan FF is always followed by 00, so an end marker after the last start of a scan is a real one.
  const end = buffer.lastIndexOf(Buffer.from([0xff, 0xd9]))
  return end < buffer.lastIndexOf(Buffer.from([0xff, 0xda]))
}

/**
 * The limit of an unpacked SVG: drawings shrink to a tenth, a text that was made to fill the memory to a thousandth. Many small files of that kind
 * must cost no more than large ones do.
 */
const MOST_UNPACKED = 16 * 1024 * 1024
const UNPACKED_AT_LEAST = 1024 * 1024
const MOST_RATIO = 100

/**
 * `image-size` gets this many characters, in which it looks for the tag with the size: the time of its expressions grows with the square of its
 * input.
 */
const SVG_HEAD = 1000

function measureSvg(bytes: Uint8Array, isZipped: boolean): Measurement {
  const mostBytes = Math.min(MOST_UNPACKED, UNPACKED_AT_LEAST + MOST_RATIO * bytes.length)
  let text: string
  try {
    text = Buffer.from(isZipped ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes).toString('utf8')
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      return { kind: 'vast', mostBytes }
    return { kind: 'corrupt', reason: 'is not a gzipped SVG' }
  }
  if (!holdsDrawing(text)) return { kind: 'corrupt', reason: 'is not an SVG image, or an empty one' }
  const head = text.search(/<svg\s/i)
  try {
    const { width, height } = imageSize(Buffer.from(text.slice(head, head + SVG_HEAD)))
    return width > 0 && height > 0
      ? { kind: 'image', width, height }
      : { kind: 'image', width: undefined, height: undefined }
  } catch {
    // An SVG need not say its size; it then gets the width of its place in the page.
    return { kind: 'image', width: undefined, height: undefined }
  }
}

/** Does Ghost's own test (web/api/middleware/upload.js) in one pass; it refuses an SVG with nothing in it: `<svg[^>]*>\s*\S[\s\S]*<\/svg>`. */
function holdsDrawing(text: string): boolean {
  const open = text.search(/<svg/i)
  const end = open < 0 ? -1 : text.indexOf('>', open)
  if (end < 0) return false
  const first = text.slice(end + 1).search(/\S/)
  return first >= 0 && /<\/svg>/i.test(text.slice(end + 1 + first + 1))
}

export interface VideoSize {
  readonly width: number | undefined
  readonly height: number | undefined
}

const UNKNOWN: VideoSize = { width: undefined, height: undefined }

/**
 * Reads the displayed size in pixels of an MP4 or QuickTime film. Ghost's own editor asks a browser for it, and without it the page jumps when the
 * film loads. Undefined for other formats and broken files. Source: ISO/IEC 14496-12, boxes `moov`, `trak`, `tkhd`.
 */
export function measureVideo(bytes: Uint8Array): VideoSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const movie = listBoxes(view, 0, view.byteLength).find(({ type }) => type === 'moov')
  if (movie === undefined) return UNKNOWN
  for (const track of listBoxes(view, movie.start, movie.end).filter(({ type }) => type === 'trak')) {
    const header = listBoxes(view, track.start, track.end).find(({ type }) => type === 'tkhd')
    // A sound track has no size.
    const size = header === undefined ? UNKNOWN : readSize(view, header)
    if (size.width !== undefined) return size
  }
  return UNKNOWN
}

interface Box {
  readonly type: string
  /** Where the content of the box begins. */
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

/** Reads the last 44 bytes: a matrix of nine numbers, then width and height with 16 fractional bits. A phone held upright films lying on its side. */
function readSize(view: DataView, { start, end }: Box): VideoSize {
  if (end - start < 80) return UNKNOWN
  const width = Math.round(view.getUint32(end - 8) / 65536)
  const height = Math.round(view.getUint32(end - 4) / 65536)
  if (width === 0 || height === 0) return UNKNOWN
  const isTurned = view.getInt32(end - 44) === 0 && view.getInt32(end - 28) === 0
  return isTurned ? { width: height, height: width } : { width, height }
}
