import type { Doubt } from './doubt.ts'
import type { OpenText } from './open-text.ts'

/** Longer ones are not written by people; the bound keeps text full of brackets from being read to its end for each. */
const MAX_LENGTH = 1000

const TITLE = '"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'|\\((?:[^()\\\\]|\\\\.)*\\)'
const VALID = new RegExp(`^(?:<[^<>]*>|[^\\s<]\\S*)?(?:[ \\t]+(?:${TITLE}))?$`)
const LAST_TITLE = /[ \t](?:"[^"]*"|'[^']*')$/
const QUOTED = /^(?:<[^<>]*>|[^\s<>"']+)[ \t]+(["'])(.*)\1$/
const DEFINITION = /^( {0,3}\[(?!\^)[^[\]\n]{1,200}\]:[ \t]+)([^\s<>"'][^<>"'\n]{0,500})$/gm

/** A path with a file at its end, an address, or a place in the page. With none of these it is prose that stands in brackets. */
const PATH = /^(?:(?:[^#?]*[^\s#?])?\.[a-z0-9]{1,8}(?:[#?].*)?|https?:\/\/.*|#\S.*)$/i

/**
 * Finds links and pictures that Markdown takes for text: those whose path has a space (`![a](Screen Shot.png)`), and those whose title holds
 * the quotes that end it (`[a](b "say "hi" now")`).
 */
export function findBrokenLinks({ prose, lineAt, edit }: OpenText): Doubt[] {
  const found: Doubt[] = []
  for (let at = prose.indexOf(']('); at >= 0; at = prose.indexOf('](', at + 2)) {
    const start = at + 2
    const inner = readParentheses(prose, start)
    const written = inner?.trim() ?? ''
    if (inner === undefined || VALID.test(written) || !isOpened(prose, at)) continue
    const quoted = QUOTED.exec(written)
    const path = written.replace(LAST_TITLE, '').trimEnd()
    if (quoted?.[1] !== undefined && quoted[2] !== undefined) {
      const [, sign, title] = quoted
      const from = start + inner.lastIndexOf(title)
      const to = title.replace(new RegExp(`(?<!\\\\)${sign}`, 'g'), `\\${sign}`)
      found.push({
        line: lineAt(start),
        ...reportQuotes(written),
        edits: [edit({ start: from, end: from + title.length, to })],
      })
    } else if (isSpaced(path)) {
      const from = start + inner.indexOf(path)
      found.push({ line: lineAt(from), ...reportSpaces(path, from, edit) })
    }
  }
  if (/\]:[ \t]/.test(prose))
    for (const { 1: before = '', 2: written = '', index } of prose.matchAll(DEFINITION)) {
      const path = written.trimEnd()
      const from = index + before.length
      if (isSpaced(path)) found.push({ line: lineAt(from), ...reportSpaces(path, from, edit) })
    }
  return found
}

/** What stands up to the parenthesis that closes; undefined where none does on the line. */
function readParentheses(text: string, start: number): string | undefined {
  let depth = 1
  for (let at = start; at < Math.min(text.length, start + MAX_LENGTH); at++) {
    const character = text[at]
    if (character === '\n') return undefined
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return text.slice(start, at)
  }
  return undefined
}

/** Whether a bracket before this one is its other half. */
function isOpened(text: string, closing: number): boolean {
  let depth = 1
  for (let at = closing - 1; at >= Math.max(0, closing - MAX_LENGTH); at--) {
    const character = text[at]
    if (character === ']') depth++
    else if (character === '[' && --depth === 0) return true
  }
  return false
}

function isSpaced(path: string): boolean {
  const isPlain = /^[^<>"'{}]/.test(path) && !/[<>"{}]/.test(path)
  return isPlain && /[ \t]/.test(path) && PATH.test(path) && !/[ \t]=\d{0,5}(?:x\d{0,5})?$/.test(path)
}

/** A space in the name of a file is meant; in an address it may as well be a mistake, as in `https://a.b objects`. */
function reportSpaces(path: string, start: number, edit: OpenText['edit']): Omit<Doubt, 'line'> {
  const isAddress = /^https?:/i.test(path)
  return {
    code: 'markdown/space-in-path',
    message: `\`${path}\` has a space in it, so that Markdown takes the link or picture for text: readers see its brackets.`,
    hint: isAddress ? 'Remove it, or write `%20` for it.' : `Write \`<${path}>\`, or \`%20\` for each space.`,
    ...(!isAddress && {
      severity: 'error',
      edits: [edit({ start, end: start + path.length, to: `<${path}>` })],
    }),
  }
}

function reportQuotes(inner: string): Pick<Doubt, 'code' | 'severity' | 'message' | 'hint'> {
  return {
    code: 'markdown/quotes-in-title',
    severity: 'error',
    message: `The title in \`(${inner.trim()})\` holds the quotes that end it, so that Markdown takes the link for text: readers see its brackets.`,
    hint: 'Write a backslash before the quotes inside.',
  }
}
