import { Tokenizer, type Tokens } from 'marked'
import { readAttributes } from '../document/attributes.ts'
import { MAX_INLINE_DEPTH, MAX_REPEATED } from '../document/limits.ts'
import { type ImageToken, type ListToken, readToken } from '../document/markdown-token.ts'
import { amendFlanking } from './flanking-rules.ts'
import { LimitedLexer } from './limited-lexer.ts'
import { findLazyFlood, findVastTable } from './vast-text.ts'

/** How much of a line marked gets when it looks for the next mark: it would search all of it for each. */
const WINDOW = 2000

/**
 * marked searches the whole text for the end of each `*`, `_` and `~` that may begin emphasis. The tokenizer lets it search this many
 * characters in vain, per character of the document and at least; after that it searches nearby only.
 */
const VAIN_PER_CHARACTER = 20
const VAIN_AT_LEAST = 1_000_000
const NEARBY = 300

/** Longer addresses are text unless they stand in `<…>` or a link. */
const MAX_BARE_URL = 4000

/** Octets before the `@`: RFC 5321, 4.5.3.1.1. */
const BARE_ADDRESS = /^(?:[a-z]{3,6}:|www\.|[\w.+-]{1,64}@)/i

/**
 * marked's own tokenizer for one run of the lexer, with a limit to how deep it goes and how far it looks ahead, and the attributes of images.
 * A subclass and not an extension: these methods are asked at every character that could begin something, and marked's way of calling an
 * extension cost a quarter of the reading (`npm run bench`).
 */
export class LimitedTokenizer extends Tokenizer {
  #depth = 0
  /** Characters that may still be looked through in vain. */
  #patience: number
  /** Characters that may still be taken from definitions. */
  #repeatable = MAX_REPEATED
  readonly #stops: RegExp | undefined
  readonly #readsSizes: SizeReading
  #mended: Tokenizer['rules'] | undefined

  /**
   * @param length of the text that it is for
   * @param stops where one of our own markers begins: marked takes text up to the next character that *it* knows
   * @param readsSizes as kramdown and Goldmark do, where their attribute lists are read
   */
  constructor(length: number, stops: RegExp | undefined, readsSizes: SizeReading) {
    super()
    this.#patience = VAIN_AT_LEAST + VAIN_PER_CHARACTER * length
    this.#stops = stops
    this.#readsSizes = readsSizes
  }

  /** The first of the block rules that are mended. */
  override heading(source: string): Tokens.Heading | undefined {
    this.#mend()
    return super.heading(source)
  }

  /** Each lexer that uses this tokenizer gives it marked's own rules. */
  #mend(): void {
    if (this.#mended === this.rules) return
    const { block, inline } = this.rules
    this.rules = { ...this.rules, block: { ...block, ...repairLines(block) }, inline: amendFlanking(inline) }
    this.#mended = this.rules
  }

  override table(source: string): Tokens.Table | undefined {
    return findVastTable(source) ?? super.table(source)
  }

  /**
   * A list that a quote ends with goes on with the lazy lines below it, and marked reads it again with them. There it still knows of the text before
   * the quote, takes the list for one that would interrupt that text (`2.`), and then fails for lack of it: `- x\n  > 2. a\n  b`.
   */
  override blockquote(source: string): Tokens.Blockquote | undefined {
    if (!/^ {0,3}>/.test(source)) return undefined
    const { state } = this.lexer
    const { lastToken } = state
    delete state.lastToken
    const token = super.blockquote(source)
    if (lastToken !== undefined) state.lastToken = lastToken
    return token
  }

  override list(source: string): Tokens.List | undefined {
    const raw = findLazyFlood(source)
    if (raw === undefined) return super.list(source)
    const flood: ListToken = { type: 'list', raw, ordered: false, start: '', loose: false, items: [], exceeds: 'lazy' }
    return flood
  }

  override lheading(source: string): Tokens.Heading | undefined {
    const { lexer } = this
    return lexer instanceof LimitedLexer && !lexer.mayBeUnderlined(source) ? undefined : super.lheading(source)
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    const token = this.#nested(() => super.link(source) ?? this.#sizedImage(source))
    return applyImageAttributes(token, source, this.#readsSizes)
  }

  /** `![a](b.png =300x200)`, which CommonMark takes for text. */
  #sizedImage(source: string): ImageToken | undefined {
    const [raw, start = '', width, height, end = ''] = SIZED_IMAGE.exec(source.slice(0, MAX_SIZED)) ?? []
    const token = raw === undefined || (!width && !height) ? undefined : super.link(`${start}${end}`)
    if (raw === undefined || token?.type !== 'image') return undefined
    const size: Pick<ImageToken, 'shownWidth' | 'shownHeight'> = {}
    if (width) size.shownWidth = Number(width)
    if (height) size.shownHeight = Number(height)
    return { ...token, raw, ...size }
  }

  override reflink(
    source: string,
    links: Tokenizer['lexer']['tokens']['links'],
  ): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    const token = this.#nested(() => super.reflink(source, links))
    if (token?.type === 'link' || token?.type === 'image') {
      const left = this.#repeatable
      this.#repeatable -= token.href.length + (token.title?.length ?? 0)
      if (this.#repeatable < 0) {
        const { raw } = token
        // Only the first one that goes beyond the limit is reported.
        return { type: 'text', raw, text: raw, escaped: false, ...(left >= 0 && { exceeds: 'repeated' }) }
      }
    }
    return applyImageAttributes(token, source, this.#readsSizes)
  }

  /** marked looks for the end of a comment and the like through the whole text, from each that has none. */
  override tag(source: string): Tokens.Tag | undefined {
    if (source[0] !== '<') return undefined
    const { lexer } = this
    const end = findEndOf(source)
    return end !== undefined && lexer instanceof LimitedLexer && !lexer.mayEnd(source, end)
      ? undefined
      : super.tag(source)
  }

  override emStrong(source: string, masked: string, previous?: string): Tokens.Em | Tokens.Strong | undefined {
    if (source[0] !== '*' && source[0] !== '_') return undefined
    this.#mend()
    const before = readWhole(previous, source, masked)
    // Inside a word `_` is itself.
    if (source[0] === '_' && /[\p{L}\p{N}]/u.test(before)) return undefined
    return this.#seek(source, masked, (text, mask) => super.emStrong(text, mask, before))
  }

  override del(source: string, masked: string, previous?: string): Tokens.Del | undefined {
    if (source[0] !== '~') return undefined
    this.#mend()
    const before = readWhole(previous, source, masked)
    if (source[1] !== '~' && AFTER_VALUE.test(before)) return undefined
    return this.#seek(source, masked, (text, mask) => super.del(text, mask, before))
  }

  override url(source: string): Tokens.Link | undefined {
    if (!BARE_ADDRESS.test(source)) return undefined
    const near = source.slice(0, MAX_BARE_URL + 1)
    const end = near.search(/[\s<]/)
    if (end < 0 && near.length > MAX_BARE_URL) return undefined
    return super.url(near)
  }

  override inlineText(source: string): Tokens.Text | undefined {
    const near = source.length > WINDOW ? cutAtSpace(source.slice(0, WINDOW)) : source
    const stop = this.#stops === undefined ? 0 : 1 + near.slice(1).search(this.#stops)
    return super.inlineText(stop > 0 ? near.slice(0, stop) : near)
  }

  /** @param masked the whole run, of which `source` is the end */
  #seek<Token>(
    source: string,
    masked: string,
    read: (source: string, masked: string) => Token | undefined,
  ): Token | undefined {
    if (this.#patience <= 0 && source.length > NEARBY) {
      const at = masked.length - source.length
      const nearby = masked.slice(Math.max(0, at - NEARBY), at + NEARBY)
      return this.#nested(() => read(source.slice(0, NEARBY), nearby))
    }
    const token = this.#nested(() => read(source, masked))
    if (token === undefined) this.#patience -= source.length
    return token
  }

  #nested<Token>(read: () => Token | undefined): Token | undefined {
    if (this.#depth >= MAX_INLINE_DEPTH) return undefined
    this.#depth += 1
    const token = read()
    this.#depth -= 1
    return token
  }
}

/** What ends a tag that is no element; undefined for one that is. */
function findEndOf(source: string): string | undefined {
  if (source.startsWith('<!--')) return '-->'
  if (source.startsWith('<![CDATA[')) return ']]>'
  if (source.startsWith('<?')) return '?>'
  return source.startsWith('<!') ? '>' : undefined
}

const MAX_SIZED = 4000
const SIZED_IMAGE =
  /^(!\[(?:[^[\]\\]|\\.){0,1000}\]\([^\s()<>]{1,2000})[ \t]+=([1-9]\d{0,4})?(?:x([1-9]\d{0,4})?)?((?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\))/

/** What ends a value: a single `~` after it begins a range (`10%~20%`). */
const AFTER_VALUE = /[\p{N}%‰°℃℉]$/u

/** The character before `source`, of which marked gives half where it is one of two. @param masked the whole run, of which `source` is the end */
function readWhole(previous: string | undefined, source: string, masked: string): string {
  const isHalf = previous !== undefined && /^[\udc00-\udfff]$/.test(previous)
  return isHalf ? masked.slice(-source.length - 2, -source.length) : (previous ?? '')
}

type BlockRules = Tokenizer['rules']['block']

let mended: Pick<BlockRules, 'heading' | 'lheading' | 'table' | 'paragraph'> | undefined

/** To a regular expression's `.`, U+2028 and U+2029 end a line; to Markdown they do not, and a heading may hold them. */
function repairLines({ heading, lheading, table, paragraph }: BlockRules): Partial<BlockRules> {
  const mend = ({ source, flags }: RegExp): RegExp =>
    new RegExp(source.replaceAll('.*', '[^\\n]*').replaceAll('(?:.|', '(?:[^\\n]|'), flags)
  mended ??= { heading: mend(heading), lheading: mend(lheading), table: mend(table), paragraph: mend(paragraph) }
  return mended
}

/** Up to the last white space, so that neither an address nor the spaces of a line break are cut in two. */
function cutAtSpace(text: string): string {
  let end = text.length
  while (end > 0 && !isSpace(text, end - 1)) end--
  while (end > 0 && isSpace(text, end - 1)) end--
  return end === 0 ? text : text.slice(0, end)
}

function isSpace(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\n'
}

const WIDTHS = ['wide', 'full'] as const

/** Whether `{width=800 height=600}` says how large a picture is, or how large it is to be shown: that of a file here is known. */
type SizeReading = 'size' | 'shown size'

/**
 * Reads `{.wide}`, `{.full}`, `{width=800 height=600 title="..."}` after an image or a linked image into its token. With anything else in
 * the braces they stay text: they were written for another program. A width or height alone is never the size of a file.
 *
 * @param source The text from where the token begins.
 */
function applyImageAttributes<T extends Tokens.Generic | undefined>(
  token: T,
  source: string,
  readsSizes: SizeReading,
): T {
  if (token === undefined || source[token.raw.length] !== '{') return token
  const image = findImage(token)
  const attributes = image && readAttributes(source.slice(token.raw.length))
  if (image === undefined || attributes === undefined || attributes.id !== undefined) return token
  const [cardWidth, ...others] = attributes.classes
  const width = WIDTHS.find((one) => one === cardWidth)
  if (others.length > 0 || (cardWidth !== undefined && width === undefined)) return token
  const size: { width?: number; height?: number; imageTitle?: string } = {}
  for (const [key, value] of attributes.values) {
    if ((key === 'width' || key === 'height') && typeof value === 'string' && /^\d{1,6}$/.test(value))
      size[key] = Number(value)
    else if (key === 'title' && typeof value === 'string') size.imageTitle = value
    else return token
  }
  const { width: across, height: down, imageTitle } = size
  const isShown = readsSizes === 'shown size' || (across === undefined) !== (down === undefined)
  if (across !== undefined) image[isShown ? 'shownWidth' : 'width'] = across
  if (down !== undefined) image[isShown ? 'shownHeight' : 'height'] = down
  if (imageTitle !== undefined) image.imageTitle = imageTitle
  if (width !== undefined) image.cardWidth = width
  token.raw += source.slice(token.raw.length, token.raw.length + attributes.length)
  return token
}

/** The image itself, or the only thing in a link. */
function findImage(token: Tokens.Generic): ImageToken | undefined {
  const known = readToken(token)
  if (known.type === 'image') return known
  if (known.type !== 'link' || known.tokens.length !== 1) return undefined
  const [only] = known.tokens.map(readToken)
  return only?.type === 'image' ? only : undefined
}
