import type { Token, TokenizerExtension, Tokens } from 'marked'
import type { FootnoteReferenceToken, ImageToken } from '../document/markdown-token.ts'
import { writeSourceAddress } from '../document/source-address.ts'

const LINK = /^(!?)\[\[([^[\]\n]{1,1000})\]\]/
const PICTURE = /\.(?:png|jpe?g|gif|webp|svgz?|bmp|avif|ico)$/i
/** Files that are no notes. */
const FILE = /\.(?!md$|markdown$|canvas$|base$)[a-z\d]{2,5}$/i

/** Obsidian's links and embeds: `[[Note#Heading|text]]`, `![[picture.png|300]]`. What they lead to is found when all files are known. */
export const wikiLinkExtension: TokenizerExtension = {
  name: 'wikiLink',
  level: 'inline',
  tokenizer(source): Tokens.Generic | undefined {
    if (!source.startsWith('[[') && !source.startsWith('![[')) return undefined
    const [raw, bang, inside = ''] = LINK.exec(source) ?? []
    if (raw === undefined) return undefined
    const [written = '', ...texts] = inside.split('|').map((part) => part.trim().replace(/\\$/, ''))
    const [name = '', ...anchors] = written.split('#')
    if (bang === '!' && PICTURE.test(name)) return buildImage(raw, name, texts)
    if (name.trim() === '' && anchors.length === 0) return undefined
    const text = texts.join('|') || describeTarget(name, anchors)
    // A link in a link is none.
    if (this.lexer.state.inLink) return { type: 'text', raw, text, escaped: false }
    const href = writeSourceAddress({
      kind: bang === '!' && !isFileName(name) ? 'embed' : 'note',
      name: name.trim(),
      fragment: anchors.length === 0 ? undefined : anchors.at(-1)?.trim(),
    })
    const { state } = this.lexer
    state.inLink = true
    const tokens = this.lexer.inlineTokens(text, [])
    state.inLink = false
    return { type: 'link', raw, href, title: null, text, tokens } satisfies Tokens.Link
  },
}

/** As Obsidian shows a link without a text of its own: `Note > Heading`. */
function describeTarget(name: string, anchors: readonly string[]): string {
  const places = anchors.filter((anchor) => !anchor.startsWith('^'))
  return (
    [name.trim(), ...places.map((anchor) => anchor.trim())].filter((part) => part !== '').join(' > ') ||
    name.trim() ||
    '↩'
  )
}

/** `|alt|300x200`: the last part may be a size. */
function buildImage(raw: string, name: string, texts: readonly string[]): ImageToken {
  const [, width, height] = /^(\d{1,5})(?:x(\d{1,5}))?$/.exec(texts.at(-1) ?? '') ?? []
  const alt = (width === undefined ? texts : texts.slice(0, -1)).join('|')
  const tokens: Token[] =
    alt === '' ? [] : [{ type: 'text', raw: alt, text: alt, escaped: false } satisfies Tokens.Text]
  return {
    type: 'image',
    raw,
    href: encodeURI(name.trim().toWellFormed()),
    title: null,
    text: alt,
    tokens,
    ...(width !== undefined && { width: Number(width) }),
    ...(height !== undefined && { height: Number(height) }),
  }
}

/** Whether a name is that of a file that is no note. */
function isFileName(name: string): boolean {
  return FILE.test(name)
}

// Nobody writes longer notes in a line. Without a limit, text full of `^[` would take quadratic time.
const MAX_NOTE = 4000

/** `text^[A note.]`: a footnote that is written where it belongs, as Obsidian and pandoc have it. */
export function createInlineNoteExtension(): TokenizerExtension {
  let count = 0
  return {
    name: 'inlineNote',
    level: 'inline',
    tokenizer(source) {
      if (!source.startsWith('^[') || this.lexer.state.inLink) return undefined
      const end = findBracket(source)
      if (end === undefined) return undefined
      const text = source.slice(2, end)
      if (text.trim() === '') return undefined
      const tokens = this.lexer.inlineTokens(text, [])
      const paragraph: Tokens.Paragraph = { type: 'paragraph', raw: text, text, tokens }
      // No label that an author can write has a space.
      return {
        type: 'footnoteReference',
        raw: source.slice(0, end + 1),
        label: `inline ${++count}`,
        note: [paragraph],
      } satisfies FootnoteReferenceToken
    },
  }
}

function findBracket(source: string): number | undefined {
  let depth = 0
  const limit = Math.min(source.length, MAX_NOTE)
  for (let at = 1; at < limit; at++) {
    const sign = source[at]
    if (sign === '\\') at++
    else if (sign === '[') depth++
    else if (sign === ']' && --depth === 0) return at
  }
  return undefined
}
