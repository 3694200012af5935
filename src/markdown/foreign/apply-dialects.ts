import type { DialectName } from '../../config/config.ts'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import { rewriteGoldmark, rewriteKramdown } from './attribute-lists.ts'
import { rewriteContainers } from './containers.ts'
import type { DialectContext, DialectPass } from './dialect.ts'
import { type DialectText, openSource } from './dialect-text.ts'
import { rewriteHugoShortcodes } from './hugo-shortcodes.ts'
import { rewriteKramdownHtml } from './kramdown-html.ts'
import { rewriteLiquid } from './liquid.ts'
import { rewriteMdx } from './mdx.ts'
import type { Note } from './notes.ts'
import { hideObsidianComments, rewriteObsidianBlocks } from './obsidian.ts'
import { rewritePandoc } from './pandoc.ts'
import { tellCodeCells } from './quarto-cells.ts'
import { rewriteZennEmbeds } from './zenn-embeds.ts'
import { rewriteZolaShortcodes } from './zola-shortcodes.ts'

/** A text after the passes of its dialects: Markdown with our own notations only. */
export interface RewrittenText extends DialectText {
  readonly notes: readonly Note[]
  /** Ids of blocks, with the 0-based line of the body on which each block ends. */
  readonly blockIds: ReadonlyMap<string, number>
}

/** The passes in their order: what is private goes first, templates run before Markdown, and attributes belong to what Markdown has then. */
const PASSES: readonly { readonly of: readonly DialectName[]; readonly pass: DialectPass }[] = [
  { of: ['obsidian'], pass: hideObsidianComments },
  { of: ['jekyll', 'eleventy', 'hexo'], pass: rewriteLiquid },
  { of: ['quarto'], pass: tellCodeCells },
  { of: ['hugo', 'quarto'], pass: rewriteHugoShortcodes },
  { of: ['zola'], pass: rewriteZolaShortcodes },
  { of: ['docusaurus', 'mdx'], pass: rewriteMdx },
  { of: ['quarto'], pass: rewritePandoc },
  { of: ['jekyll'], pass: rewriteKramdownHtml },
  { of: ['jekyll'], pass: rewriteKramdown },
  { of: ['hugo', 'quarto', 'docusaurus'], pass: rewriteGoldmark },
  { of: ['docusaurus', 'quarto', 'zenn', 'qiita'], pass: rewriteContainers },
  { of: ['zenn'], pass: rewriteZennEmbeds },
]

/** Rewrites what a text has of the dialects that the config names. Without a dialect it is the text itself. */
export function applyDialects(
  text: string,
  {
    dialects,
    shortcodes,
    noteEmbeds,
    page = {},
  }: Pick<MarkdownOptions, 'dialects' | 'shortcodes' | 'noteEmbeds' | 'page'>,
): RewrittenText | undefined {
  if (dialects.length === 0) return undefined
  const notes: Note[] = []
  const blockIds = new Map<string, number>()
  const context: DialectContext = {
    dialects: new Set(dialects),
    shortcodes,
    page,
    embedsNotes: noteEmbeds === 'text',
    tell: (note) => notes.push(note),
  }
  let source = openSource(text)
  for (const { of, pass } of PASSES) if (of.some((name) => context.dialects.has(name))) source = pass(source, context)
  if (context.dialects.has('obsidian'))
    source = rewriteObsidianBlocks(source, context, (id, line) => {
      if (!blockIds.has(id)) blockIds.set(id, line)
    })
  return { ...source, notes, blockIds }
}
