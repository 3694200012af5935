import { findDirective } from '../cards/registry.ts'
import { readAttributes } from '../document/attributes.ts'
import { escapeHtml } from '../document/escape.ts'
import type { DialectContext, DialectPass } from './dialect.ts'
import { createLineTracker, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { nameAlert } from './render-call.ts'

const OPENING = /^([ \t>]*)(:{3,})[ \t]*([^:\s].*)/
const CLOSING = /^([ \t>]*)(:{3,})[ \t]*$/

/** What the opening line of a box becomes, and what its closing line; undefined: it is one of ours. */
interface Box {
  readonly open: string
  /** Undefined: a line of colons. */
  readonly close?: string
  /** It gives a look that Ghost has no place for. */
  readonly isLost?: boolean
}

/**
 * Boxes between lines of colons, which Docusaurus, Quarto, Zenn and Qiita have for admonitions, become our own `:::` blocks: callouts with a bold
 * first line for their titles, and toggles.
 */
export const rewriteContainers: DialectPass = (source, context) => {
  const { text } = source
  if (!text.includes(':::')) return source
  const inCode = createRangeFinder(findCode(text))
  const lineAt = createLineTracker(source)
  const edits: Edit[] = []
  const open: { readonly colons: number; readonly box: Box | undefined }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const isText = line.includes(':::') && inCode(start) === undefined
    const closing = isText ? CLOSING.exec(line) : null
    if (closing !== null) {
      const last = open.at(-1)
      if (last !== undefined && (closing[2]?.length ?? 0) >= last.colons) {
        open.pop()
        if (last.box?.close !== undefined) edits.push({ start, end, text: `${closing[1] ?? ''}${last.box.close}` })
      }
    } else if (isText) {
      const [, prefix = '', colons = '', rest = ''] = OPENING.exec(line) ?? []
      if (colons !== '') {
        const box = readBox(rest.trim(), colons, context)
        open.push({ colons: colons.length, box })
        if (box !== undefined) {
          const lead = box.open.replaceAll('\n', `\n${prefix}`)
          edits.push({ start, end, text: `${prefix}${lead}` })
        }
        if (box?.isLost === true)
          context.tell({
            line: lineAt(start),
            code: 'markdown/attributes',
            subject: line.trim(),
            group: 'attributes',
            what: 'gives a look that Ghost has no place for: the text inside it is kept',
            hint: 'Nothing needs to be done unless the look matters; `:::callout` and the others of docs/lexical.md are cards of Ghost.',
          })
      }
    }
    start = end + 1
  }
  return rewriteRanges(source, edits)
}

function readBox(written: string, colons: string, { dialects }: DialectContext): Box | undefined {
  if (dialects.has('zenn') || dialects.has('qiita')) {
    const [, kind, rest = ''] = /^(message|details|note)\b(.*)/.exec(written) ?? []
    if (kind === 'details') return { open: writeSummary(rest.trim() || 'Details'), close: '\n</details>\n' }
    if (kind !== undefined) return { open: `${colons}${nameAlert(rest.trim().split(/\s/, 1)[0] || 'note')}` }
  }
  if (dialects.has('quarto')) {
    const list = readAttributes(written) ?? readAttributes(`{.${written}}`)
    if (list !== undefined && /^(?:\{|[\w-]+$)/.test(written)) return readDiv(list, colons)
  }
  if (dialects.has('docusaurus')) {
    const [, name = '', bracketed, rest = ''] = /^([\w-]+)(?:\[([^\]\n]*)\])?(.*)/.exec(written) ?? []
    if (name === '' || (!ADMONITIONS.has(name) && findDirective(name) !== undefined)) return undefined
    const title = bracketed ?? (rest.trim().startsWith('{') ? '' : rest)
    return { open: writeAlert(colons, name, title), isLost: !ADMONITIONS.has(name) }
  }
  return undefined
}

const ADMONITIONS = new Set([
  'note',
  'tip',
  'info',
  'warning',
  'danger',
  'caution',
  'important',
  'secondary',
  'success',
])

function writeAlert(colons: string, name: string, title: string): string {
  return `${colons}${nameAlert(name)}${title.trim() === '' ? '' : `\n**${title.trim()}**\n`}`
}

/** The fenced divs of pandoc: Quarto's callouts are boxes, all others only give a look. */
function readDiv(list: NonNullable<ReturnType<typeof readAttributes>>, colons: string): Box | undefined {
  const callout = list.classes.map((name) => /^callout-(\w+)$/.exec(name)?.[1]).find((kind) => kind !== undefined)
  const title = list.values.get('title')
  if (callout === undefined) return { open: '', close: '', isLost: true }
  if (list.values.get('collapse') === 'true')
    return { open: writeSummary(typeof title === 'string' ? title : callout), close: '\n</details>\n' }
  return { open: writeAlert(colons, callout, typeof title === 'string' ? title : '') }
}

function writeSummary(title: string): string {
  return `<details>\n<summary>${escapeHtml(title)}</summary>\n`
}
