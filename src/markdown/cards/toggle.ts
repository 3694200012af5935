import type { WriteCard } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import type { DetailsToken } from '../document/markdown-token.ts'
import { readString, readText } from '../document/node-properties.ts'
import { softenBreaks } from '../document/spaces.ts'
import { type RenderSettings, renderTemplate } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { passThroughDom } from '../html/dom-html.ts'
import { resolveHtml, rewriteHtml } from '../html/html-references.ts'
import { fitsSmallEditor } from '../html/small-editor.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import { type Card, payloadIf } from './card.ts'

/** A text that opens under its heading. `heading` and `content` are HTML. */
export const toggleCard: Card = {
  type: 'toggle',
  docs: "| `<details><summary>…</summary>`, blank line, Markdown, blank line, `</details>` | toggle card; with attributes (`<details open>`) it stays HTML, since a toggle of Ghost always starts closed; so it does with anything but paragraphs, lists, links and simple marks in it, which Ghost's editor would drop on the next save |",
  defaults: {},
  smallTexts: { heading: 'line', content: 'blocks' },
  directives: [],
  write,
  renderHtml,
  mobiledoc: {
    name: 'toggle',
    since: 4,
    isSqueezed: true,
    adapt: (node) => payloadIf(readText(node, 'heading') !== ''),
  },
  renderPlain,
}

/**
 * Converts `<details>` to a toggle. Undefined where Ghost's editor would not keep all of it: in an HTML card a browser opens and closes it
 * as well, and nothing is lost when somebody saves the post in Ghost Admin.
 */
export function convertDetails(details: DetailsToken, { renderer, resolve }: Conversion): LexicalNode | undefined {
  const heading = resolveHtml(details.summary.text, resolve)
  const content = renderer.renderBlocks(details.tokens)
  return fitsSmallEditor(heading) && fitsSmallEditor(content) ? buildCard('toggle', { heading, content }) : undefined
}

/** Writes a toggle as `<details>`, with its content as Markdown, or as HTML where Markdown does not read back. */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const heading = softenBreaks(rewriteHtml(readString(node, 'heading'), context))
  const content = readString(node, 'content')
  for (const body of [writeHtmlBlocks(content, style, context), rewriteHtml(content, context)]) {
    if (body !== undefined) yield `<details>\n<summary>${heading}</summary>\n\n${body}\n\n</details>`
  }
}

function renderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  return renderTemplate(
    `<div class="kg-card kg-toggle-card" data-kg-toggle-state="close">
            <div class="kg-toggle-heading">
                <h4 class="kg-toggle-heading-text">${readText(node, 'heading')}</h4>
                <button class="kg-toggle-card-icon" aria-label="Expand toggle to read content">
                    <svg id="Regular" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                        <path class="cls-1" d="M23.25,7.311,12.53,18.03a.749.749,0,0,1-1.06,0L.75,7.311"></path>
                    </svg>
                </button>
            </div>
            <div class="kg-toggle-content">${readText(node, 'content')}</div>
        </div>`,
    settings,
  )
}

function renderPlain(node: LexicalNode): string {
  return `<details>\n<summary>${passThroughDom(readText(node, 'heading'))}</summary>\n${passThroughDom(readText(node, 'content'))}\n</details>`
}
