import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked'
import { createDirectiveExtension } from '../directives/lex-directives.ts'
import { createMathExtensions } from '../math/lex-math.ts'
import { finishTokens } from './finish-tokens.ts'
import { definitionExtension } from './lex-definitions.ts'
import { createFootnoteExtensions } from './lex-footnotes.ts'
import { markExtension } from './lex-mark.ts'
import { scriptExtensions } from './lex-scripts.ts'
import { LimitedTokenizer } from './limited-tokenizer.ts'
import type { MarkdownOptions } from './markdown-options.ts'
import { stopTextAt } from './stop-text.ts'

/**
 * Reads text as GitHub Flavored Markdown with the additions of docs/lexical.md. A fresh `Marked` each time: footnote labels and nesting
 * depth belong to one text, and the package's shared instance would carry other people's extensions.
 */
export function lexMarkdown(text: string, options: MarkdownOptions): readonly Token[] {
  const marked = new Marked().setOptions({ gfm: true, breaks: false, tokenizer: new LimitedTokenizer() })
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
  if (options.math !== false && text.includes('$')) {
    extensions.push(...createMathExtensions(options))
    markers.push('\\$')
  }
  if (/^ {0,3}:[ \t]/m.test(text)) extensions.push(definitionExtension)
  marked.use({ extensions })
  if (markers.length > 0) marked.use({ tokenizer: { inlineText: stopTextAt(new RegExp(markers.join('|'))) } })
  const tokens = marked.lexer(text)
  return finishTokens(tokens, (inline) => Lexer.lexInline(inline, marked.defaults), options)
}
