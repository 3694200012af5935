import type { InlineStyle } from './write-context.ts'

/** The surroundings of a text. They decide which of its characters are markup. */
export interface TextSurroundings {
  /** Last character before it, '' at the start of a line. */
  readonly before: string
  /** First character after it, '' at the end of a line. */
  readonly after: string
  /** What occurs anywhere in the block. A mark that nothing could close needs no escape. */
  readonly traits: TextTraits
  readonly inLink: boolean
  readonly inCell: boolean
}

export interface TextTraits {
  readonly hasLink: boolean
  readonly hasMark: boolean
  readonly hasMath: boolean
  readonly hasTildes: boolean
  readonly hasCarets: boolean
}

/** Searches once per block. Otherwise a text full of one sign would be read to its end for each of them. */
export function findTraits(text: string): TextTraits {
  return {
    hasLink: /\][([:]/.test(text),
    hasMark: /==[^\s=].*==/s.test(text),
    hasMath: /\$(?=\S)[^$]*\$(?!\d)/.test(text),
    hasTildes: count(text, '~') > 1,
    hasCarets: count(text, '^') > 1,
  }
}

const ENTITY = /^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/
const WORD = /[\p{L}\p{N}]/u

/** Text with a backslash where Markdown would read it as markup, and nowhere else. Line starts: `escapeLineStart`. */
export function escapeMarkdown(text: string, around: TextSurroundings): string {
  let result = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const escaped = NEEDS_ESCAPE[character]?.({
      previous: at === 0 ? around.before : text.charAt(at - 1),
      next: at + 1 < text.length ? text.charAt(at + 1) : around.after,
      rest: text.slice(at, at + 80),
      start: text.slice(Math.max(0, at - 80), at),
      atEnd: at + 1 === text.length,
      around,
    })
    result += escaped === true ? `\\${character}` : character
  }
  return encodeSeparators(result)
}

/** The same, with a backslash before what smart quotes would make other signs of. */
function escapeSmartSigns(text: string, around: TextSurroundings): string {
  return escapeMarkdown(text, around).replace(/["']|-{2,}|\.{3,}/g, (signs) => signs.replace(/./g, '\\$&'))
}

/** Every ASCII punctuation character escaped: nothing of it can be markup. */
function escapeAll(text: string): string {
  return encodeSeparators(text.replace(/[!-/:-@[-`{-~]/g, '\\$&'))
}

/** How each style of writing escapes. */
export const MARKDOWN_ESCAPES: Readonly<
  Record<InlineStyle['escape'], (text: string, around: TextSurroundings) => string>
> = {
  least: escapeMarkdown,
  signs: escapeSmartSigns,
  all: escapeAll,
}

/** Encodes Unicode's line and paragraph separators: a regular expression's `.`, and so marked, takes them for ends of lines. */
function encodeSeparators(text: string): string {
  return text.replaceAll('\u2028', '&#8232;').replaceAll('\u2029', '&#8233;')
}

interface Place {
  readonly previous: string
  readonly next: string
  /** The text from the character on, and before it; no more than the patterns look at. */
  readonly rest: string
  readonly start: string
  readonly atEnd: boolean
  readonly around: TextSurroundings
}

const NEEDS_ESCAPE: Readonly<Record<string, (place: Place) => boolean>> = {
  '\\': ({ next }) => next === '' || /[!-/:-@[-`{-~\n\u2028\u2029]/.test(next),
  '`': () => true,
  '*': ({ previous, next }) => !(isSpace(previous) && isSpace(next)),
  // Inside a word it is no mark.
  _: ({ previous, next }) => !(WORD.test(previous) && WORD.test(next)) && !(isSpace(previous) && isSpace(next)),
  '[': ({ next, around }) => around.inLink || next === '^' || around.traits.hasLink,
  ']': ({ next, atEnd, around }) => around.inLink || (atEnd && /[([:]/.test(next)),
  '!': ({ next, atEnd }) => atEnd && next === '[',
  '<': ({ next }) => /[A-Za-z/!?]/.test(next),
  '&': ({ rest }) => ENTITY.test(rest),
  // Between numbers it is that of a range.
  '~': ({ previous, next, around }) => around.traits.hasTildes && !(/\p{N}/u.test(previous) && /\p{N}/u.test(next)),
  '^': ({ around }) => around.traits.hasCarets,
  '=': ({ previous, next, around }) => next === '=' && previous !== '=' && around.traits.hasMark,
  $: ({ next, previous, around }) => next === '$' || previous === '$' || around.traits.hasMath,
  ':': ({ rest, start }) =>
    (/^:[\w+-]+:/.test(rest) && !/[\w:]$/.test(start)) || (rest.startsWith('://') && /(?:https?|ftp)$/i.test(start)),
  '@': ({ rest, start }) => /^@[\w-]/.test(rest) && /[\w.+-]$/.test(start),
  '.': ({ next, start }) => next !== '' && !isSpace(next) && /(?:^|[^\p{L}\p{N}])www$/iu.test(start),
  '|': ({ around }) => around.inCell,
  '{': ({ next }) => next === '#' || next === '.',
}

function isSpace(character: string): boolean {
  return character === '' || /\s/.test(character)
}

function count(text: string, character: string): number {
  return text.split(character, 3).length - 1
}

const ENTITIES = /&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)/g

/** A URL as the destination of a link or image: bare where it can be, else in `<…>`. */
export function writeDestination(url: string): string {
  const escaped = url
    .trim()
    .replace(ENTITIES, '&amp;')
    .replace(/[\n\r\t]/g, (character) => encodeURIComponent(character))
  const bare = /^[^\s<>\\()\x00-\x20]+$/.test(escaped) || isBalanced(escaped)
  if (escaped !== '' && bare) return escaped
  return `<${escaped.replace(/[\\<>]/g, '\\$&')}>`
}

/** A title with its quotes, and the space before it; '' for none. */
export function writeTitle(title: string | null | undefined): string {
  if (title === null || title === undefined || title === '') return ''
  // Separators are encoded before backslashes are escaped: a backslash before a separator stands before an entity then.
  const text = encodeSeparators(title.replace(ENTITIES, '&amp;').replace(/\n/g, '&#10;')).replace(
    /\\(?=[!-/:-@[-`{-~])|["]/g,
    '\\$&',
  )
  return ` "${text.endsWith('\\') ? `${text}\\` : text}"`
}

/** A bare destination may hold matching parentheses; marked reads them up to three levels deep. */
function isBalanced(url: string): boolean {
  if (!/^[^\s<>\\\x00-\x20]+$/.test(url)) return false
  let depth = 0
  for (const character of url) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (depth < 0 || depth > 2) return false
  }
  return depth === 0
}
