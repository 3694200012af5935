import type { Finding } from '../source/finding.ts'
import { findFrontMatterKey } from './front-matter-keys.ts'

/** A file split at the fences, before the front matter is read. */
export type SplitText =
  | { readonly kind: 'none'; readonly body: string; readonly bodyLine: number }
  | {
      readonly kind: 'block'
      /** `yaml`, `toml`, `json`, or whatever stands after the opening fence. */
      readonly language: string
      /** The text between the fences, ending in a newline unless empty. */
      readonly block: string
      /** 1-based line of the file on which `block` begins. */
      readonly blockLine: number
      readonly body: string
      readonly bodyLine: number
    }
  | { readonly kind: 'bad'; readonly finding: Finding }

/**
 * Finds the front matter of a text (LF only): `---` for YAML or `---json`, `+++` for TOML, or Hugo's bare `{ ... }`. Blank lines before
 * it are allowed. gray-matter's own search would also end a block at a line that merely begins with `---` (a table, a rule inside a
 * block scalar), and takes a block that never ends for the whole file.
 */
export function splitFrontMatter(text: string): SplitText {
  const blank = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0
  const start = text.slice(blank)
  const firstLine = countLines(text.slice(0, blank))
  const fence = /^(---|\+\+\+)[ \t]*(?:([A-Za-z][\w-]*)[ \t]*)?(?:\n|$)/.exec(start)
  if (fence !== null)
    return splitFenced(start, firstLine, fence[1] === '+++' ? '+++' : '---', fence[2], fence[0].length)
  // `{` alone would also match Liquid (`{% include %}`) and Hugo shortcodes (`{{< figure >}}`) at the top of a text.
  if (/^\{\s*(?:"|\}\s*(?:\n|$))/.test(start)) return splitJson(start, firstLine)
  if (isUnopened(start)) {
    const message = 'The front matter has no line `---` above it, so its lines would be published as a text.'
    const hint = 'Add a line `---` above it.'
    return { kind: 'bad', finding: { severity: 'error', code: NOT_OPENED, line: firstLine, message, hint } }
  }
  return { kind: 'none', body: text, bodyLine: 1 }
}

/** The code of front matter that is closed, but not opened. */
export const NOT_OPENED = 'front-matter/not-opened'

/** More than anybody writes above a text. */
const LONGEST_UNOPENED = 10_000

/**
 * Whether a text begins with front matter that lacks its first line, as Hexo writes it: `key: value` lines, down to a line `---`. Markdown takes that
 * for a heading. Only lines that can be nothing else count: a paragraph may begin with `Note: `.
 */
function isUnopened(start: string): boolean {
  if (!/^[A-Za-z_][\w-]*[ \t]*:(?:[ \t\n]|$)/.test(start)) return false
  const lines = start.slice(0, LONGEST_UNOPENED).split('\n')
  const end = lines.findIndex((line) => /^---[ \t]*$/.test(line))
  if (end < 1) return false
  const keys = lines.slice(0, end).map((line) => {
    if (/^(?:[ \t]+|-[ \t]|#|$)/.test(line)) return ''
    return /^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)/.exec(line)?.[1]
  })
  const known = keys.filter((key) => key !== undefined && key !== '' && findFrontMatterKey(key) !== undefined)
  return !keys.includes(undefined) && (known.length > 1 || known.includes('title') || known.includes('layout'))
}

function splitFenced(
  start: string,
  firstLine: number,
  fence: '---' | '+++',
  named: string | undefined,
  open: number,
): SplitText {
  const language = named?.toLowerCase() ?? (fence === '+++' ? 'toml' : 'yaml')
  const closing = fence === '+++' ? /^\+\+\+[ \t]*$/m : language === 'yaml' ? /^(?:---|\.\.\.)[ \t]*$/m : /^---[ \t]*$/m
  const rest = start.slice(open)
  const end = closing.exec(rest)
  if (end === null) {
    return unclosed(
      firstLine,
      `The front matter that begins with \`${fence}\` is never closed.`,
      `Add a line \`${fence}\` below it; if that line is meant as a rule, write \`***\`.`,
    )
  }
  const after = end.index + end[0].length
  return {
    kind: 'block',
    language,
    block: rest.slice(0, end.index),
    blockLine: firstLine + 1,
    body: rest.slice(after + 1),
    bodyLine: firstLine + 1 + countLines(rest.slice(0, after)),
  }
}

function splitJson(start: string, firstLine: number): SplitText {
  let depth = 0
  let inString = false
  for (let at = 0; at < start.length; at += 1) {
    const character = start[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth > 0) continue
      const lineEnd = /^[ \t]*(?:\n|$)/.exec(start.slice(at + 1))
      if (lineEnd === null) break
      const block = start.slice(0, at + 1)
      const after = at + 1 + lineEnd[0].length
      return {
        kind: 'block',
        language: 'json',
        block: `${block}\n`,
        blockLine: firstLine,
        body: start.slice(after),
        bodyLine: firstLine + countLines(start.slice(0, after)) - 1,
      }
    }
  }
  return unclosed(
    firstLine,
    'The JSON front matter that begins with `{` has no end that stands alone on its line.',
    'Close every brace and quote, and begin the text on a line of its own.',
  )
}

function unclosed(line: number, message: string, hint: string): SplitText {
  return { kind: 'bad', finding: { severity: 'error', code: 'front-matter/unclosed', line, message, hint } }
}

/** Returns the 1-based line of the end of `text`. */
function countLines(text: string): number {
  let lines = 1
  for (const character of text) if (character === '\n') lines += 1
  return lines
}
