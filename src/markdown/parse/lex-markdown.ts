import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked'
import { createDirectiveExtension } from '../directives/lex-directives.ts'
import { finishTokens } from './finish-tokens.ts'
import { createFootnoteExtensions } from './lex-footnotes.ts'
import { markExtension } from './lex-mark.ts'
import { scriptExtensions } from './lex-scripts.ts'
import { limitNesting } from './limit-nesting.ts'
import { stopTextAt } from './stop-text.ts'

/**
 * Reads text as GitHub Flavored Markdown with the additions of docs/lexical.md. A fresh `Marked` each time: footnote labels and nesting
 * depth belong to one text, and the package's shared instance would carry other people's extensions.
 */
export function lexMarkdown(text: string): readonly Token[] {
  const marked = new Marked({ gfm: true, breaks: false }, limitNesting())
  // An extension is asked at every character that could begin something: texts without footnotes or marks do not pay for them.
  const extensions: TokenizerExtension[] = []
  const markers: string[] = []
  if (text.includes('[^')) extensions.push(...createFootnoteExtensions())
  if (text.includes(':::')) extensions.push(createDirectiveExtension())
  if (text.includes('==')) {
    extensions.push(markExtension)
    markers.push('==')
  }
  if (/[~^]/.test(text)) {
    extensions.push(...scriptExtensions)
    // marked stops at `~` of its own accord.
    markers.push('\\^')
  }
  marked.use({ extensions })
  if (markers.length > 0) marked.use({ tokenizer: { inlineText: stopTextAt(new RegExp(markers.join('|'))) } })
  const tokens = marked.lexer(text)
  return finishTokens(tokens, (inline) => Lexer.lexInline(inline, marked.defaults))
}
