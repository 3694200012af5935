import type { Token, Tokens } from 'marked'
import { findDirective } from '../cards/registry.ts'
import { applyTypography } from '../dialects/apply-typography.ts'
import { groupDetails } from '../dialects/group-details.ts'
import { findAttribute } from '../directives/directive-form.ts'
import { readAttributes } from '../document/attributes.ts'
import { decodeEntities } from '../document/characters.ts'
import { readInfoString } from '../document/info-string.ts'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import {
  type CodeToken,
  type DirectiveToken,
  type HeadingToken,
  type ImageToken,
  listChildren,
  readToken,
} from '../document/markdown-token.ts'
import { readCode } from '../document/read-tokens.ts'
import { trimSpacesEnd } from '../document/spaces.ts'
import { convertCallouts } from '../foreign/convert-callouts.ts'
import { dropComments } from '../html/drop-comments.ts'
import { restoreTabs } from './restore-tabs.ts'

export type LexInline = (text: string) => Token[]

/** Anything that could be markup. */
const MARKUP = /[*_~^=`[\]<&\\:$!@]|www\./
/** Characters that smart quotes replace. */
const SIGNS = /["']|--|\.{3}/

/** Adds what marked does not read: toggles, the ids of headings, captions, emoji. Changes the tokens in place, since nobody else has them yet. */
export function finishTokens(tokens: readonly Token[], lexInline: LexInline, options: MarkdownOptions): Token[] {
  const grouped = groupDetails(
    options.dialects.some((one) => one === 'obsidian' || one === 'hugo') ? convertCallouts(tokens) : tokens,
  )
  for (const token of grouped) finishToken(token, lexInline, options)
  applyTypography(grouped, options)
  return grouped
}

function finishToken(token: Token, lexInline: LexInline, options: MarkdownOptions): void {
  if (token.type === 'directive' && token.tokens !== undefined) token.tokens = groupDetails(token.tokens)
  const known = readToken(token)
  if (known.type === 'table') for (const cell of [known.header, ...known.rows].flat()) unlinkAddresses(cell.tokens)
  else if ('tokens' in known && known.tokens !== undefined) unlinkAddresses(known.tokens)
  for (const child of listChildren(token)) finishToken(child, lexInline, options)
  if (known.type === 'html') known.text = dropComments(known.text)
  if (known.type === 'heading') {
    if (options.headingIds) extractId(known)
  } else if (known.type === 'image') {
    extractSize(known)
    readCaption(known, lexInline, options)
  } else if (known.type === 'code') {
    extractCaption(known, lexInline)
    if (options.diagrams === 'html' && readCode(known).language === 'mermaid') known.diagram = true
  }
  if (known.type === 'directive') readInlineAttributes(known, lexInline)
  // The lists inside this one are done by now; only the outer list still has its lines with tabs.
  if (known.type === 'list') restoreTabs(known)
}

function extractId(heading: HeadingToken): void {
  const last = heading.tokens.at(-1)
  const text = last && readToken(last)
  if (last === undefined || text?.type !== 'text' || text.tokens !== undefined) return
  const start = text.text.lastIndexOf('{')
  const id = start < 0 ? undefined : /^\{#([\w:.-]+)\}$/.exec(text.text.slice(start))?.[1]
  const before = trimSpacesEnd(text.text.slice(0, start))
  // Svelte's blocks are named by their tags: `## Loops with {#each}`.
  if (id === undefined || before.length === start || /^(?:if|each|await)$/.test(id)) return
  heading.writtenId = id
  heading.tokens[heading.tokens.length - 1] = { ...text, text: before }
}

/** `![A lake|300](…)` and `|300x200`, as Obsidian and many after it write how large a picture is to be shown. */
function extractSize(image: ImageToken): void {
  const last = image.tokens.at(-1)
  const text = last && readToken(last)
  if (text?.type !== 'text' || text.tokens !== undefined) return
  const bar = text.text.lastIndexOf('|')
  const [, width, height] = (bar < 0 ? null : SIZE.exec(text.text.slice(bar))) ?? []
  if (width === undefined) return
  image.shownWidth = Number(width)
  if (height !== undefined) image.shownHeight = Number(height)
  image.tokens[image.tokens.length - 1] = { ...text, text: trimSpacesEnd(text.text.slice(0, bar)) }
}

const SIZE = /^\|\s*([1-9]\d{0,4})(?:\s*[x×]\s*([1-9]\d{0,4}))?\s*$/

function readCaption(image: ImageToken, lexInline: LexInline, { smartQuotes }: MarkdownOptions): void {
  const { title } = image
  if (title && (MARKUP.test(title) || (smartQuotes && SIGNS.test(title)))) image.captionTokens = lexInline(title)
}

function readInlineAttributes({ name, attributes, inline }: DirectiveToken, lexInline: LexInline): void {
  const form = findDirective(name)
  for (const [key, value] of attributes?.values ?? [])
    if (form && findAttribute(form, key)?.kind === 'inline' && typeof value === 'string')
      inline.set(key, lexInline(value))
}

/** marked takes backslashes out of the info string: the attributes are read as they are written. */
function extractCaption(code: CodeToken, lexInline: LexInline): void {
  if (!code.lang) return
  const info = code.raw.split('\n', 1)[0] ?? ''
  const caption = code.lang.includes('{')
    ? readAttributes(info.slice(info.indexOf('{')).trimEnd())?.values.get('caption')
    : undefined
  const { title } = readInfoString(decodeEntities(code.lang))
  if (typeof caption === 'string') code.captionTokens = lexInline(caption)
  // A file's name is no Markdown: `__init__.py` is not bold.
  else if (title !== undefined) code.captionTokens = [{ type: 'escape', raw: title, text: title }]
}

/**
 * Turns bare addresses that marked has linked back into text where GFM makes no link of them (GFM 0.29, 6.9): inside a word, as in
 * `xhttps://a.example`, and where one of the last two parts of the domain has an underscore, as in `www.a_b.example`. Changes the list in
 * place.
 */
function unlinkAddresses(tokens: Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const link = readToken(token)
    if (link.type !== 'link' || link.autolink !== true || !/^(?:https?:\/\/|ftp:\/\/|www\.)/i.test(link.raw)) continue
    const before = tokens[index - 1]
    // GitHub links `2http://a.bc` and not `2www.a.bc`.
    const word = /^www\./i.test(link.raw) ? /[a-z0-9]$/i : /[a-z]$/i
    const isInWord = before?.type === 'text' && word.test(before.raw)
    if (isInWord || hasUnderscore(link.raw)) tokens[index] = buildText(link.raw)
  }
}

function hasUnderscore(address: string): boolean {
  const domain = /^(?:[a-z]+:\/\/)?([^/?#:]*)/i.exec(address)?.[1] ?? ''
  return domain.split('.').slice(-2).join('.').includes('_')
}

function buildText(raw: string): Tokens.Text {
  return { type: 'text', raw, text: raw, escaped: false }
}
