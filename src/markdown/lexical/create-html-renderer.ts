import { Parser, Renderer, type Token, type Tokens } from 'marked'
import { findDirective } from '../cards/registry.ts'
import { decodeEntities } from '../document/characters.ts'
import { encodeUrl, escapeHtml } from '../document/escape.ts'
import type { CodeToken, DetailsToken, DirectiveToken, ImageToken, MathToken } from '../document/markdown-token.ts'
import { readAlt, readCode, readSize, readTarget } from '../document/read-tokens.ts'
import { renderDefinitions, renderFootnoteReference, TABLE_STYLE, TASK_STYLE } from '../html/block-html.ts'
import type { Conversion, HtmlRenderer } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'

/** marked's HTML, with references resolved, in the form in which it stands well inside a Ghost theme. */
export function createHtmlRenderer(conversion: Omit<Conversion, 'renderer'>): HtmlRenderer {
  const renderer = new CardRenderer(conversion)
  const parser: Parser = new Parser({
    renderer,
    extensions: {
      renderers: {
        mark: (token) => `<mark>${parser.parseInline(token.tokens ?? [])}</mark>`,
        sub: (token) => `<sub>${parser.parseInline(token.tokens ?? [])}</sub>`,
        sup: (token) => `<sup>${parser.parseInline(token.tokens ?? [])}</sup>`,
        details: (token) => renderDetails(token as DetailsToken, parser, conversion.resolve),
        directive: (token) => renderDirective(token as DirectiveToken, parser, conversion.resolve),
        math: (token) => (token as MathToken).html,
        mathBlock: (token) => `${(token as MathToken).html}\n`,
        definitionList: (token) => renderDefinitions(token, parser),
        footnoteReference: (token) => renderFootnoteReference(token, conversion.footnotes),
        footnoteDefinition: () => '',
      },
      childTokens: {},
    },
  })
  return {
    renderBlocks: (tokens) => parser.parse([...tokens]).trimEnd(),
    renderInline: (tokens) => parser.parseInline([...tokens]),
  }
}

class CardRenderer extends Renderer {
  readonly #conversion: Omit<Conversion, 'renderer'>

  constructor(conversion: Omit<Conversion, 'renderer'>) {
    super()
    this.#conversion = conversion
  }

  override html(token: Tokens.HTML | Tokens.Tag): string {
    return resolveHtml(token.text, this.#conversion.resolve)
  }

  override heading(token: Tokens.Heading): string {
    const id = this.#conversion.headings.get(token)?.ghostId ?? ''
    return `<h${token.depth} id="${escapeHtml(id)}">${this.parser.parseInline(token.tokens)}</h${token.depth}>\n`
  }

  override code(token: CodeToken): string {
    const { code, language } = readCode(token)
    // What Mermaid's script looks for; loading it is the theme's business.
    if (token.diagram === true) return `<pre class="mermaid">${escapeHtml(code)}</pre>\n`
    const attribute = language === '' ? '' : ` class="language-${escapeHtml(language)}"`
    const block = `<pre><code${attribute}>${escapeHtml(code === '' ? '' : `${code}\n`)}</code></pre>`
    if (token.captionTokens === undefined) return `${block}\n`
    const caption = this.parser.parseInline(token.captionTokens)
    return `<figure class="kg-card kg-code-card">${block}<figcaption>${caption}</figcaption></figure>\n`
  }

  /** As Ghost writes its own strikethrough; its editor knows no `<del>`. */
  override del({ tokens }: Tokens.Del): string {
    return `<s>${this.parser.parseInline(tokens)}</s>`
  }

  override list(token: Tokens.List): string {
    const html = super.list(token)
    return token.items.some((item) => item.task) ? html.replace(/^<[ou]l/, '$& class="contains-task-list"') : html
  }

  override listitem(item: Tokens.ListItem): string {
    const html = super.listitem(item)
    return item.task ? html.replace(/^<li/, `$& class="task-list-item" style="${TASK_STYLE}"`) : html
  }

  override checkbox({ checked }: Tokens.Checkbox): string {
    return `<input type="checkbox" class="task-list-item-checkbox" disabled${checked ? ' checked' : ''}> `
  }

  override table(token: Tokens.Table): string {
    return super.table(token).replace('<table', `$& style="${TABLE_STYLE}"`)
  }

  /** A style, and not the `align` that marked writes: any rule of a theme for `td` beats that. */
  override tablecell(token: Tokens.TableCell): string {
    const tag = token.header ? 'th' : 'td'
    const style = token.align === null ? '' : ` style="text-align:${token.align}"`
    return `<${tag}${style}>${this.parser.parseInline(token.tokens)}</${tag}>\n`
  }

  override link(token: Tokens.Link): string {
    const text = token.autolink === true ? escapeHtml(token.text) : this.parser.parseInline(token.tokens)
    const target = readTarget(token)
    const url = target === '' ? '' : encodeUrl(this.#conversion.resolve(target, 'link').url)
    return `<a href="${escapeHtml(url)}"${renderTitle(token.title)}>${text}</a>`
  }

  override image(token: ImageToken): string {
    const target = readTarget(token)
    const image = target === '' ? { url: '' } : this.#conversion.resolve(target, 'image')
    const alt = escapeHtml(readAlt(token))
    const { width, height } = readSize(token, image)
    const isShown = token.shownWidth !== undefined || token.shownHeight !== undefined
    const known = isShown ? { width, height } : image.width && image.height ? image : {}
    const size = (['width', 'height'] as const).map((key) => (known[key] ? ` ${key}="${known[key]}"` : '')).join('')
    return `<img src="${escapeHtml(encodeUrl(image.url))}" alt="${alt}"${renderTitle(token.title)}${size} loading="lazy">`
  }

  override text(token: Tokens.Text | Tokens.Escape): string {
    if (token.type === 'escape') return escapeHtml(token.text)
    if (token.tokens !== undefined) return this.parser.parseInline(token.tokens)
    // Inside raw <pre>, <code>, <kbd> and <script> the text is the author's HTML.
    return token.escaped === true ? token.text : escapeHtml(decodeEntities(token.text))
  }

  override codespan({ text }: Tokens.Codespan): string {
    return `<code>${escapeHtml(text)}</code>`
  }
}

function renderDetails(token: DetailsToken, parser: Parser, resolve: Conversion['resolve']): string {
  return `<details>\n<summary>${resolveHtml(token.summary.text, resolve)}</summary>\n${parser.parse(token.tokens)}</details>\n`
}

/** A directive inside another block: of those that can stand there. */
function renderDirective(token: DirectiveToken, parser: Parser, resolve: Conversion['resolve']): string {
  const nest = findDirective(token.name)?.nest
  const parse = (tokens: Token[]): string => parser.parse(tokens)
  return nest === undefined ? parse(token.tokens) : nest(token, { parse, resolve })
}

function renderTitle(title: string | null | undefined): string {
  return title ? ` title="${escapeHtml(decodeEntities(title))}"` : ''
}
