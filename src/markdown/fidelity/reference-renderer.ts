import { Renderer, type Token, type Tokens } from 'marked'
import { ALERT_LOOKS, renderCallout } from '../cards/callout.ts'
import { readGhostCard } from '../directives/ghost-card.ts'
import { escapeHtml } from '../document/escape.ts'
import { type CodeToken, type HeadingToken, type ImageToken, readToken } from '../document/markdown-token.ts'
import { readAlert, readAlt, readCode, readTarget } from '../document/read-tokens.ts'
import type { Conversion } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'
import { UNKNOWN_MARKER, writeLineMarker } from './page-item.ts'

/** marked's own HTML for CommonMark and GFM, with references resolved and a marker wherever the line is known. */
export class ReferenceRenderer extends Renderer {
  readonly #shared: Omit<Conversion, 'renderer'>
  readonly #lines: ReadonlyMap<Token, number>
  #depth = 0
  /** The lines of table cells. Their text cannot be found in the file, since marked has removed the backslashes before its bars. */
  readonly #cellLines = new Map<Tokens.TableCell, number>()
  #isInCell = false

  constructor(shared: Omit<Conversion, 'renderer'>, lines: ReadonlyMap<Token, number>) {
    super()
    this.#shared = shared
    this.#lines = lines
  }

  /** @param below how many lines below its first line the token says something */
  mark(token: Token, below = 0): string {
    const line = this.#lines.get(token)
    return line === undefined ? '' : writeLineMarker(line + below)
  }

  /** The line on which the text of a summary begins. */
  markSummary(token: Token): string {
    const known = readToken(token)
    if (known.type !== 'details') return ''
    const { raw, text } = known.summary
    return this.mark(token, raw.slice(0, raw.length - text.length).split('\n').length - 1)
  }

  /** Renders what is inside of another block. */
  nest(render: () => string): string {
    this.#depth++
    const html = render()
    this.#depth--
    return html
  }

  override paragraph(token: Tokens.Paragraph): string {
    return this.mark(token) + super.paragraph(token)
  }

  override heading(token: HeadingToken): string {
    const ids = this.#shared.headings.get(token)
    const others = [token.writtenId, ids?.githubId].filter((id) => id !== undefined && id !== ids?.ghostId)
    const anchors = others.map((id) => `<span id="${escapeHtml(id ?? '')}"></span>`).join('')
    const html = super
      .heading(token)
      .replace(/^<h\d/, `$& id="${escapeHtml(ids?.ghostId ?? '').replaceAll('$', '$$$$')}"`)
    return this.mark(token) + anchors + html
  }

  override blockquote(token: Tokens.Blockquote): string {
    const alert = readAlert(token)
    if (alert === undefined) return this.mark(token) + this.nest(() => super.blockquote(token))
    const html = this.nest(() => this.parser.parse([...alert.tokens]))
    return `${this.mark(token, 1)}${renderCallout(html, ALERT_LOOKS[alert.kind])}\n`
  }

  override list(token: Tokens.List): string {
    return this.mark(token) + this.nest(() => super.list(token))
  }

  override listitem(item: Tokens.ListItem): string {
    return this.mark(item) + super.listitem(item)
  }

  override table(token: Tokens.Table): string {
    const line = this.#lines.get(token)
    // The line of dashes lies between.
    const rows = [token.header, [], ...token.rows]
    if (line !== undefined)
      for (const [index, row] of rows.entries()) for (const cell of row) this.#cellLines.set(cell, line + index)
    return this.mark(token) + this.nest(() => super.table(token))
  }

  override tablecell(token: Tokens.TableCell): string {
    const line = this.#cellLines.get(token)
    this.#isInCell = line !== undefined
    const html = super.tablecell(token)
    this.#isInCell = false
    return line === undefined ? html : html.replace(/^<t[dh][^>]*>/, `$&${writeLineMarker(line)}`)
  }

  override hr(token: Tokens.Hr): string {
    return this.mark(token) + super.hr(token)
  }

  override html(token: Tokens.HTML | Tokens.Tag): string {
    // Not inside of a paragraph: a marker may not come between the parts of a word.
    const marker = token.type === 'html' && 'pre' in token ? this.mark(token) : ''
    return marker + resolveHtml(token.text, this.#shared.resolve)
  }

  override code(token: CodeToken): string {
    if (this.#depth === 0 && readGhostCard(token)?.kind === 'node') return `${this.mark(token)}<!--${UNKNOWN_MARKER}-->`
    const { code, language } = readCode(token)
    const marker = this.mark(token, token.codeBlockStyle === 'indented' ? 0 : 1)
    const name = token.diagram === true ? '' : language
    // The first line end after `<pre>` is not part of it.
    const block = `<pre${token.diagram === true ? ' class="mermaid"' : ''}><code${name === '' ? '' : ` class="language-${escapeHtml(name)}"`}>${escapeHtml(code)}</code></pre>`
    if (token.captionTokens === undefined) return `${marker}${block}\n`
    return `${marker}<figure>${block}<figcaption>${this.parser.parseInline(token.captionTokens)}</figcaption></figure>\n`
  }

  override link(token: Tokens.Link): string {
    const target = readTarget(token)
    const url = target === '' ? '' : this.#shared.resolve(target, 'link').url
    const text = token.autolink === true ? escapeHtml(token.text) : this.parser.parseInline(token.tokens)
    return `<a href="${escapeHtml(url)}"${title(token.title)}>${text}</a>`
  }

  override image(token: ImageToken): string {
    const target = readTarget(token)
    const src = target === '' ? '' : this.#shared.resolve(target, 'image').url
    const alt = readAlt(token)
    const show = (more: string): string => `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${more}>`
    const { title: caption, captionTokens, imageTitle, cardWidth } = token
    if (this.#depth > 0 || (!caption && imageTitle === undefined && cardWidth === undefined))
      return show(title(caption))
    const text = captionTokens === undefined ? escapeEntities(caption ?? '') : this.parser.parseInline(captionTokens)
    const figcaption = text === '' ? '' : `<figcaption>${text}</figcaption>`
    return `<figure class="kg-width-${cardWidth ?? 'regular'}">${show(title(imageTitle))}${figcaption}</figure>`
  }

  override text(token: Tokens.Text | Tokens.Escape): string {
    const html = super.text(token)
    const line = this.#lines.get(token)
    if (line === undefined || this.#isInCell || ('tokens' in token && token.tokens !== undefined)) return html
    let at = line
    return writeLineMarker(line) + html.replace(/\n/g, () => `\n${writeLineMarker(++at)}`)
  }
}

function title(text: string | null | undefined): string {
  return text ? ` title="${escapeEntities(text)}"` : ''
}

/** Text in which entities are still written as such, which marked leaves in titles. */
function escapeEntities(text: string): string {
  return text
    .replace(/&(?!#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
