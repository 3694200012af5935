import { Marked, type Token } from 'marked'
import { createFootnoteExtensions } from './lex-footnotes.ts'
import { lexInlineText, markExtension } from './lex-mark.ts'
import { limitNesting } from './limit-nesting.ts'

/**
 * Reads text as GitHub Flavored Markdown with footnotes and `==mark==`. A fresh `Marked` each time: footnote labels and nesting depth
 * belong to one text, and the package's shared instance would carry other people's extensions.
 */
export function lexMarkdown(text: string): readonly Token[] {
  const marked = new Marked({ gfm: true, breaks: false }, limitNesting())
  // An extension is asked at every character that could begin something: texts without footnotes or marks do not pay for them.
  if (text.includes('[^')) marked.use({ extensions: createFootnoteExtensions() })
  if (text.includes('==')) marked.use({ extensions: [markExtension], tokenizer: { inlineText: lexInlineText } })
  return marked.lexer(text)
}
