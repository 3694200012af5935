import { Marked, type Token, type TokenizerExtension } from 'marked'
import { definitionExtension } from '../dialects/lex-definitions.ts'
import { createDirectiveExtension } from '../dialects/lex-directives.ts'
import { createFootnoteExtensions } from '../dialects/lex-footnotes.ts'
import { markExtension, scriptExtensions } from '../dialects/lex-marks.ts'
import { createMathExtensions } from '../dialects/lex-math.ts'
import { cleanText } from '../document/characters.ts'
import { DEFAULT_OPTIONS, type MarkdownDocument, type MarkdownOptions } from '../document/markdown-document.ts'
import { applyDialects } from '../foreign/apply-dialects.ts'
import { createInlineNoteExtension, wikiLinkExtension } from '../foreign/lex-wiki-links.ts'
import { gatherNotes } from '../foreign/notes.ts'
import { describeDocument } from './describe-document.ts'
import { finishTokens } from './finish-tokens.ts'
import { LimitedLexer } from './limited-lexer.ts'
import { LimitedTokenizer } from './limited-tokenizer.ts'
import { createRest, findVastRun } from './vast-text.ts'

/**
 * Reads a Markdown text: GitHub Flavored Markdown with the additions of docs/lexical.md. Never fails: any text is Markdown, and what
 * its author surely did not mean is among the `problems`.
 *
 * @param text The Markdown, without front matter. CRLF and CR become LF; control characters become U+FFFD.
 * @param firstLine 1-based line of the file on which `text` begins; every line in the result counts from it.
 * @param options What is left out has its default.
 */
export function parseMarkdown(
  text: string,
  firstLine: number,
  options: Partial<MarkdownOptions> = {},
): MarkdownDocument {
  const clean = cleanText(text)
  const whole = complete(options)
  const changed = applyDialects(clean, whole)
  if (changed === undefined) return describeDocument(clean, firstLine, lexMarkdown(clean, whole))
  return describeDocument(changed.text, firstLine, lexMarkdown(changed.text, whole), {
    lines: changed.lines,
    warnings: gatherNotes(changed.notes, firstLine),
    blockIds: new Map([...changed.blockIds].map(([id, line]) => [id, firstLine + line])),
    dialects: whole.dialects,
    embedsNotes: whole.noteEmbeds === 'text',
  })
}

function complete(options: Partial<MarkdownOptions>): MarkdownOptions {
  const whole = { ...DEFAULT_OPTIONS, ...options }
  return whole.dialects.includes('latex') ? { ...whole, latexDelimiters: true } : whole
}

/**
 * Reads a part of a document's `text`, in which the dialects have been rewritten already.
 *
 * @param options as for the document
 */
export function parseRewritten(text: string, options: Partial<MarkdownOptions>): MarkdownDocument {
  return describeDocument(text, 1, lexMarkdown(text, complete(options)))
}

/**
 * Reads text as GitHub Flavored Markdown with the additions of docs/lexical.md. A fresh `Marked` each time: footnote labels and nesting
 * depth belong to one text, and the package's shared instance would carry other people's extensions.
 */
function lexMarkdown(text: string, options: MarkdownOptions): readonly Token[] {
  const vast = findVastRun(text)
  if (vast !== undefined) {
    const raw = text.slice(vast)
    return [...(vast === 0 ? [] : [{ type: 'space', raw: text.slice(0, vast) }]), createRest('paragraph', raw, 'run')]
  }
  // An extension is asked at every character that could begin something: texts without footnotes or marks do not pay for them.
  const extensions: TokenizerExtension[] = []
  const markers: string[] = []
  if (text.includes('[^')) extensions.push(...createFootnoteExtensions())
  if (text.includes(':::')) extensions.push(createDirectiveExtension())
  if (options.highlights && text.includes('==')) {
    extensions.push(markExtension)
    markers.push('==')
  }
  if (options.scripts && /[~^]/.test(text)) {
    extensions.push(...scriptExtensions)
    // marked stops at `~` of its own accord.
    markers.push('\\^')
  }
  if (
    options.math !== false &&
    (text.includes('$') || (options.latexDelimiters === true && /\\(?:[([]|begin\{)/.test(text)))
  ) {
    extensions.push(...createMathExtensions(options))
    markers.push('\\$')
  }
  if (options.definitionLists && /^ {0,3}:[ \t]/m.test(text)) extensions.push(definitionExtension)
  const isVault = options.dialects.includes('obsidian')
  if (isVault && text.includes('[[')) extensions.push(wikiLinkExtension)
  if ((isVault || options.dialects.includes('quarto')) && text.includes('^['))
    extensions.push(createInlineNoteExtension())
  const stops = markers.length === 0 ? undefined : new RegExp(markers.join('|'))
  const readsLists = options.dialects.some((one) => ['jekyll', 'hugo', 'quarto', 'docusaurus'].includes(one))
  const tokenizer = new LimitedTokenizer(text.length, stops, readsLists ? 'shown size' : 'size')
  const marked = new Marked({ extensions }).setOptions({ gfm: true, breaks: isVault, tokenizer })
  const tokens = new LimitedLexer(marked.defaults).lex(text)
  return finishTokens(tokens, (inline) => new LimitedLexer(marked.defaults).inlineTokens(inline), options)
}
