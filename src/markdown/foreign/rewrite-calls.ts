import { type DialectContext, findShortcode } from './dialect.ts'
import { type Edit, placeBlock } from './dialect-text.ts'
import { renderKnownCall } from './render-call.ts'
import { block, fillShortcode, type Rendered, type TemplateCall } from './template-call.ts'

/** A tag in a text, in order: an opening one, with what it calls, or a closing one. */
export interface TemplateTag {
  readonly start: number
  readonly end: number
  readonly kind: 'open' | 'close'
  readonly name: string
  readonly arguments: Pick<TemplateCall, 'positional' | 'named'>
  /** It has no closing tag, whatever follows. */
  readonly isAlone?: boolean
  /** The names under which the table of the config may have it; `name` first. */
  readonly names?: readonly string[]
  /** What it becomes where that does not depend on its name. */
  readonly rendered?: Rendered
}

/** The rules for a shortcode of Hugo or Zola that nobody has described. */
export const UNKNOWN_SHORTCODE: Pick<CallRules, 'code' | 'what'> = {
  code: 'markdown/unknown-shortcode',
  what: 'is a shortcode that ghost-sync does not know: it is left out, and only the text inside it is kept',
}

/** How the tags of one tool are rewritten. */
export interface CallRules {
  readonly code: string
  /** What an unknown call is, for the message: `is a shortcode that ...`. */
  readonly what: string
  /** A tag inside code stays there, unless it has a meaning of its own. */
  readonly isCode: (offset: number) => boolean
  readonly lineAt: (offset: number) => number
}

/**
 * Pairs tags and rewrites each by the table of the config, else by what its name means everywhere. An unknown one is left out, and told; its inner
 * text stays.
 */
export function rewriteCalls(
  text: string,
  tags: readonly TemplateTag[],
  { code, what, isCode, lineAt }: CallRules,
  { shortcodes, tell }: DialectContext,
): Edit[] {
  const closings = pairTags(tags)
  const edits: Edit[] = []
  let skipTo = 0
  for (const [index, tag] of tags.entries()) {
    if (tag.start < skipTo || tag.kind === 'close') continue
    const closing = closings.get(index)
    const inner = closing === undefined ? undefined : text.slice(tag.end, closing.start)
    const call: TemplateCall = {
      name: tag.name,
      ...tag.arguments,
      inner,
      written: text.slice(tag.start, tag.end),
    }
    const template = findShortcode(tag.names ?? [tag.name], shortcodes)
    const inCode = isCode(tag.start)
    const known = tag.rendered ?? (template === undefined ? renderKnownCall(call) : fillShortcode(template, call))
    if (inCode && tag.rendered === undefined) continue
    if (known === undefined) {
      const address = closing === undefined ? findAddress(call) : undefined
      tell({
        line: lineAt(tag.start),
        code,
        subject: tag.names?.[0] ?? tag.name,
        what: address === undefined ? what : `${what.split(':')[0]}: only the address in it is shown`,
        hint: `Say what it becomes: \`markdown: { shortcodes: { '${tag.names?.[0] ?? tag.name}': '…' } }\` in the config, with \`''\` for nothing (docs/dialects.md).`,
      })
      if (address !== undefined) edits.push(place(text, tag, block(address), address))
      else edits.push(remove(tag), ...(closing === undefined ? [] : [remove(closing)]))
      continue
    }
    if (closing === undefined) {
      edits.push(place(text, tag, known, known.before + known.after))
      continue
    }
    if (known.keepsInner && known.kind === 'block' && known.before !== '' && !isApart(text, tag, closing)) {
      edits.push(...placeWithin(text, tag, closing, known))
      if (known.before.startsWith('```')) skipTo = closing.end
    } else if (known.keepsInner) {
      edits.push(place(text, tag, known, known.before, 'above'), place(text, closing, known, known.after, 'below'))
      // Code between tags is code, whatever it looks like.
      if (/^(?:`{3,})/.test(known.before)) skipTo = closing.end
    } else {
      edits.push(place(text, { start: tag.start, end: closing.end }, known, known.before))
      skipTo = closing.end
    }
  }
  // A closing tag without an opening one is the rest of something.
  const used = new Set(closings.values())
  for (const tag of tags) if (tag.kind === 'close' && !used.has(tag) && !isCode(tag.start)) edits.push(remove(tag))
  return edits
}

/** The address that an unknown call names: a card of a link, in the themes of many. */
function findAddress({ positional, named }: TemplateCall): string | undefined {
  const url = named.get('url') ?? named.get('href') ?? named.get('link') ?? positional[0]
  return url !== undefined && /^https?:\/\/[^\s<>()]+$/.test(url) ? url : undefined
}

function remove({ start, end }: Pick<TemplateTag, 'start' | 'end'>): Edit {
  return { start, end, text: '' }
}

function place(
  text: string,
  { start, end }: Pick<TemplateTag, 'start' | 'end'>,
  known: Rendered,
  written: string,
  sides: 'both' | 'above' | 'below' = 'both',
): Edit {
  if (known.kind === 'inline' || written === '') return { start, end, text: written }
  const inline = /^https?:\/\/\S+$/.test(written)
    ? `<${written}>`
    : /^:{3}.*\n:{3}$/s.test(written)
      ? written.replace(/^:{3}[^\n]*\n|\n:{3}$/g, '').replace(/\s+/g, ' ')
      : written
  return placeBlock(text, { start, end }, written, { inline, sides })
}

/** Whether a block has its lines to itself: nothing stands before its opening tag, nor behind its closing one. */
function isApart(text: string, opening: Pick<TemplateTag, 'start'>, closing: Pick<TemplateTag, 'end'>): boolean {
  const lead = text.slice(text.lastIndexOf('\n', opening.start - 1) + 1, opening.start)
  const next = text.indexOf('\n', closing.end)
  return lead.trim() === '' && text.slice(closing.end, next < 0 ? text.length : next).trim() === ''
}

/**
 * A block in the middle of a line. In a paragraph it ends the paragraph; in a list, a quote, a heading or a table there is no place for it, and its text
 * stays without the box. Code is code there, too.
 */
function placeWithin(
  text: string,
  opening: Pick<TemplateTag, 'start' | 'end'>,
  closing: Pick<TemplateTag, 'start' | 'end'>,
  { before, after }: Rendered,
): Edit[] {
  const lead = text.slice(text.lastIndexOf('\n', opening.start - 1) + 1, opening.start)
  const inner = text.slice(opening.end, closing.start)
  if (/^[ \t]*(?:[-*+>|#]|\d{1,9}[.)])/.test(lead)) {
    const sign = before.startsWith('```') && !/[`\n]/.test(inner) ? '`' : ''
    return [opening, closing].map(({ start, end }) => ({ start, end, text: sign }))
  }
  const next = text.indexOf('\n', closing.end)
  const hasMore = text.slice(closing.end, next < 0 ? text.length : next).trim() !== ''
  return [
    { start: opening.start, end: opening.end, text: `${lead.trim() === '' ? '' : '\n\n'}${before}` },
    { start: closing.start, end: closing.end, text: `${after}${hasMore ? '\n\n' : ''}` },
  ]
}

/** The closing tag of each opening one: the nearest of its name, where tags of other names in between are left open. */
function pairTags(tags: readonly TemplateTag[]): ReadonlyMap<number, TemplateTag> {
  const open = new Map<string, number[]>()
  const order: number[] = []
  const closings = new Map<number, TemplateTag>()
  for (const [index, tag] of tags.entries()) {
    if (tag.kind === 'open') {
      if (tag.isAlone === true) continue
      const same = open.get(tag.name)
      if (same === undefined) open.set(tag.name, [index])
      else same.push(index)
      order.push(index)
      continue
    }
    const same = open.get(tag.name)
    const opened = same?.pop()
    if (opened === undefined) continue
    closings.set(opened, tag)
    // What was opened inside and is still open has no closing tag: it may not pair with one further down.
    while (order.length > 0) {
      const last = order.pop()
      if (last === undefined || last === opened) break
      const list = open.get(tags[last]?.name ?? '')
      if (list?.at(-1) === last) list.pop()
    }
  }
  return closings
}
