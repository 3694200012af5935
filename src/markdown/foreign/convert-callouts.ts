import type { Token, Tokens } from 'marked'
import type { Attributes } from '../document/attributes.ts'
import { escapeHtml } from '../document/escape.ts'
import type { DetailsToken, DirectiveToken } from '../document/markdown-token.ts'
import { readToken } from '../document/markdown-token.ts'
import { readPlainText } from '../document/read-tokens.ts'

const MARKER = /^\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*/

/** Obsidian's kinds of callouts that are no alerts of GitHub, with the look that comes nearest. */
const LOOKS: Readonly<Record<string, readonly [emoji: string, color: string]>> = {
  info: ['ℹ️', 'blue'],
  todo: ['☑️', 'blue'],
  abstract: ['📋', 'blue'],
  summary: ['📋', 'blue'],
  tldr: ['📋', 'blue'],
  hint: ['💡', 'green'],
  success: ['✅', 'green'],
  check: ['✅', 'green'],
  done: ['✅', 'green'],
  question: ['❓', 'yellow'],
  help: ['❓', 'yellow'],
  faq: ['❓', 'yellow'],
  attention: ['⚠️', 'yellow'],
  failure: ['❌', 'red'],
  fail: ['❌', 'red'],
  missing: ['❌', 'red'],
  danger: ['⚡', 'red'],
  error: ['⚡', 'red'],
  bug: ['🐛', 'red'],
  example: ['📝', 'purple'],
  quote: ['💬', 'grey'],
  cite: ['💬', 'grey'],
}

const ALERTS = ['note', 'tip', 'important', 'warning', 'caution']

/**
 * Makes cards of Obsidian's callouts, `> [!kind]- Title`: a box with the title as a bold first line, or, where it is closed until a reader opens it,
 * a toggle. Alerts as GitHub has them stay what they are.
 */
export function convertCallouts(tokens: readonly Token[]): Token[] {
  return tokens.map((token): Token => {
    const known = readToken(token)
    if (known.type === 'list') for (const item of known.items) item.tokens = convertCallouts(item.tokens)
    else if (known.type === 'footnoteDefinition' || known.type === 'directive' || known.type === 'details')
      known.tokens.splice(0, known.tokens.length, ...convertCallouts(known.tokens))
    else if (known.type === 'blockquote') {
      known.tokens = convertCallouts(known.tokens)
      return buildCallout(known) ?? token
    }
    return token
  })
}

function buildCallout(quote: Tokens.Blockquote): DirectiveToken | DetailsToken | undefined {
  const [first, ...others] = quote.tokens
  const paragraph = first && readToken(first)
  if (paragraph?.type !== 'paragraph') return undefined
  const [start] = paragraph.tokens
  const match = MARKER.exec(paragraph.text)
  if (match === null || start === undefined) return undefined
  const [marker, kind = '', fold] = match
  const name = kind.toLowerCase()
  const { title, text } = splitTitle(paragraph.tokens, marker.length)
  const isBare = title.length === 0 && fold === ''
  if (isBare && ALERTS.includes(name)) return undefined
  const body: Token[] = [
    ...(text.length === 0 ? [] : [{ ...paragraph, tokens: text } satisfies Tokens.Paragraph]),
    ...others,
  ]
  const shown = title.length === 0 ? [] : title
  if (fold === '-') {
    const heading = title.length === 0 ? name.charAt(0).toUpperCase() + name.slice(1) : readPlainText(title)
    const html = escapeHtml(heading)
    const summary: Tokens.HTML = { type: 'html', raw: html, text: html, pre: false, block: true }
    return { type: 'details', raw: quote.raw, summary, tokens: body }
  }
  const strong: Tokens.Strong = { type: 'strong', raw: '', text: '', tokens: shown }
  const heading: Tokens.Paragraph = { type: 'paragraph', raw: '', text: '', tokens: [strong] }
  return {
    type: 'directive',
    raw: quote.raw,
    name: ALERTS.includes(name) ? name : 'callout',
    attributes: ALERTS.includes(name) ? undefined : describeLook(name),
    isWhole: true,
    closed: true,
    content: '',
    contentStart: 0,
    tokens: [...(shown.length === 0 ? [] : [heading]), ...body],
    inline: new Map(),
  }
}

function describeLook(name: string): Attributes {
  const [emoji, color] = LOOKS[name] ?? ['✏️', 'blue']
  const values = new Map([
    ['emoji', emoji],
    ['color', color],
  ])
  return { id: undefined, classes: [], values, length: 0 }
}

/** Parts the first line, without its marker, from the rest of the paragraph. */
function splitTitle(tokens: readonly Token[], marker: number): { readonly title: Token[]; readonly text: Token[] } {
  const title: Token[] = []
  const text: Token[] = []
  let left = marker
  let isTitle = true
  for (const token of tokens) {
    if (!isTitle) {
      text.push(token)
      continue
    }
    const known = readToken(token)
    if (known.type === 'br') {
      isTitle = false
      continue
    }
    if (known.type !== 'text' || known.tokens !== undefined) {
      // The marker may have been read as something else, `[!note]` as the text of a link.
      if (left > 0) left -= known.raw.length
      else title.push(token)
      continue
    }
    const rest = left > 0 ? known.text.slice(left) : known.text
    left = Math.max(0, left - known.text.length)
    const end = rest.indexOf('\n')
    const [line, more] = end < 0 ? [rest, undefined] : [rest.slice(0, end), rest.slice(end + 1)]
    if (line !== '') title.push({ ...known, raw: line, text: line })
    if (more !== undefined) {
      isTitle = false
      if (more !== '') text.push({ ...known, raw: more, text: more })
    }
  }
  const isBlank = title.every((token) => token.type === 'text' && token.raw.trim() === '')
  return { title: isBlank ? [] : title, text }
}
