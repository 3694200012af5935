import { encodeSeparators } from './escape-text.ts'

const ENTITY = /&(?=#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)/g

/** A URL as the destination of a link or image: bare where it can be, else in `<…>`. */
export function writeDestination(url: string): string {
  const escaped = url
    .trim()
    .replace(ENTITY, '&amp;')
    .replace(/[\n\r\t]/g, (character) => encodeURIComponent(character))
  const bare = /^[^\s<>\\()\x00-\x20]+$/.test(escaped) || isBalanced(escaped)
  if (escaped !== '' && bare) return escaped
  return `<${escaped.replace(/[\\<>]/g, '\\$&')}>`
}

/** A title with its quotes, and the space before it; '' for none. */
export function writeTitle(title: string | null | undefined): string {
  if (title === null || title === undefined || title === '') return ''
  // Before the backslashes: one that stands before a separator stands before an entity then.
  const text = encodeSeparators(title.replace(ENTITY, '&amp;').replace(/\n/g, '&#10;')).replace(
    /\\(?=[!-/:-@[-`{-~])|["]/g,
    '\\$&',
  )
  return ` "${text.endsWith('\\') ? `${text}\\` : text}"`
}

/** Parentheses may stand in a bare destination when they match; marked knows them three deep. */
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
