import type { DialectContext, DialectPass } from './dialect.ts'
import { createLineTracker, type Edit, placeBlock, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'

/**
 * Takes out what Obsidian hides between `%%` and `%%`: it is private, and never leaves. Without an end it goes to the end of the text, as in
 * Obsidian. Only in code the signs are signs.
 */
export const hideObsidianComments: DialectPass = (source) => {
  const { text } = source
  if (!text.includes('%%')) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  let start: number | undefined
  for (let at = text.indexOf('%%'); at >= 0; at = text.indexOf('%%', at + 2)) {
    // What begins in the text and ends in code ends there: in doubt more is hidden, never less.
    const range = inCode(at)
    if (start === undefined) {
      if (isShown(range?.kind) || text[at - 1] === '\\') continue
      start = at
    } else {
      if (range?.kind === 'fence' && range.start > start && range.end > at + 2) continue
      const isBetween = text[start - 1] === ' ' && text[at + 2] === ' '
      edits.push({ start, end: at + (isBetween ? 3 : 2), text: keepLines(text, start, at + 2) })
      start = undefined
    }
  }
  if (start !== undefined) edits.push({ start, end: text.length, text: keepLines(text, start, text.length) })
  return rewriteRanges(source, edits)
}

function isShown(kind: string | undefined): boolean {
  return kind === 'fence' || kind === 'card' || kind === 'span' || kind === 'indented'
}

/** Keeps the lines, and, of those that are all hidden, the signs of the quote that they stand in. */
function keepLines(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .split('\n')
    .map((line, index) => (index === 0 ? '' : (/^[ \t]*>[ \t>]*/.exec(line)?.[0] ?? '')))
    .join('\n')
}

/** Takes them out of a value of the front matter, and of everything in it. */
export function hideCommentsIn(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return value.includes('%%') ? value.replace(/%%[\s\S]*?(?:%%|$(?![\s\S]))/g, '').trim() : value
  if (typeof value !== 'object' || value === null || depth > 20) return value
  if (Array.isArray(value)) return value.map((one) => hideCommentsIn(one, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideCommentsIn(one, depth + 1)]))
}

const BLOCK_ID = /(^|[ \t]|(?<=\]\]))\^([A-Za-z\d][A-Za-z\d-]*)[ \t]*$/
const MEDIA =
  /^!\[\[([^[\]|#\n]+\.(mp3|wav|m4a|ogg|flac|3gp|mp4|webm|ogv|mov|mkv|pdf))(?:#[^[\]|\n]*)?(?:\|[^[\]\n]*)?\]\][ \t]*$/i

/** The same as a picture of Markdown, which Obsidian plays, too. */
const LINKED_MEDIA =
  /^!\[[^[\]\n]{0,300}\]\(<?([^()<>\n]{1,500}\.(mp3|wav|m4a|ogg|flac|3gp|mp4|webm|ogv|mov|mkv))>?\)[ \t]*$/i
/** A picture whose address is a page with a video or a post: Obsidian embeds it. */
const PAGE =
  /^!\[[^[\]\n]{0,300}\]\((https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch|shorts\/)|youtu\.be\/|vimeo\.com\/\d|(?:www\.)?(?:twitter|x)\.com\/\w{1,50}\/status\/)[^\s()<>]{0,300})\)[ \t]*$/
const CHECKBOX = /^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[)[^\sxX\]](?=\][ \t])/

function encodePath(path: string): string {
  return /%[\da-f]{2}/i.test(path) ? path : encodeURI(path)
}

/** An embed of what is no file: a note, or a part of one. */
const NOTE_EMBED = /!\[\[(?![^[\]|#\n]*\.(?!md\b)[A-Za-z\d]{2,5}(?:[#|\]\\]))[^[\]\n]+\]\]/

/**
 * Takes the ids of blocks (`^id` at the end of a line) out of the text, and makes cards of audio, video and documents that stand alone.
 *
 * Tells of embedded notes and of queries, which only Obsidian can show.
 *
 * @param noteId learns each id with the 0-based line of the file on which its block ends
 */
export function rewriteObsidianBlocks(
  source: Parameters<DialectPass>[0],
  { tell, embedsNotes }: DialectContext,
  noteId: (id: string, line: number) => void,
): ReturnType<DialectPass> {
  const { text } = source
  if (!/[\^`~]|!\[|^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[^\s\]]\]/m.test(text)) return source
  const code = findCode(text)
  const [inCode, inEmbed, inText] = [createRangeFinder(code), createRangeFinder(code), createRangeFinder(code)]
  const lineAt = createLineTracker(source)
  const edits: Edit[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const id = line.includes('^') ? BLOCK_ID.exec(line) : null
    const query =
      /^[ \t>]*(?:`{3,}|~{3,})[ \t]*(dataview(?:js)?|tasks|query|base|button|excalidraw|meta-bind|ad-[\w-]{1,50}|chart|leaflet|cardlink|embed|timeline|tracker|contributionGraph|table-of-contents|toc|todoist|(?:img-|note-)?gallery|mapview|heatmap|folder-overview)\b/.exec(
        line,
      )?.[1]
    if (query !== undefined)
      tell({
        line: lineAt(start),
        code: 'markdown/obsidian-query',
        subject: query,
        what: 'is a block that only Obsidian or a plugin of it can show: readers see it as code',
        hint: 'Write its result into the text, or take it out.',
      })
    const embed = line.includes('![[') && inEmbed(start) === undefined ? NOTE_EMBED.exec(line) : null
    if (embed !== null && !(embedsNotes && line.trim() === embed[0]))
      tell({
        line: lineAt(start),
        code: 'markdown/note-embed',
        subject: embed[0],
        what: 'shows another note in Obsidian: readers get a link to it',
        hint: 'Write the text itself here where it should be read here.',
      })
    const media = line.startsWith('![') ? (MEDIA.exec(line) ?? LINKED_MEDIA.exec(line)) : null
    const isText = inText(start) === undefined
    const box = line.includes('[') && isText ? CHECKBOX.exec(line)?.[1]?.length : undefined
    // Any sign checks the box; what it means besides, a theme says.
    if (box !== undefined) edits.push({ start: start + box, end: start + box + 1, text: 'x' })
    const page = line.startsWith('![') && isText ? PAGE.exec(line)?.[1] : undefined
    if (page !== undefined) edits.push(placeBlock(text, { start, end }, page))
    if ((id !== null || media !== null) && inCode(start) === undefined) {
      if (id !== null) {
        noteId(id[2] ?? '', lineAt(start))
        edits.push({ start: start + id.index, end, text: '' })
      }
      const [, file = '', extension = ''] = media ?? []
      if (media !== null) {
        const card = /^pdf$/i.test(extension)
          ? 'file'
          : /^(?:mp3|wav|m4a|ogg|flac|3gp)$/i.test(extension)
            ? 'audio'
            : 'video'
        edits.push(placeBlock(text, { start, end }, `:::${card}{src="${encodePath(file.trim())}"}\n:::`))
      }
    }
    start = end + 1
  }
  return rewriteRanges(source, edits)
}
