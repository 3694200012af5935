import { type Token, Tokenizer, TokenizerMode } from 'parse5'

/** After these start tags HTML is not markup until the matching end tag. */
const RAW_TEXT: Readonly<Record<string, number>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  textarea: TokenizerMode.RCDATA,
  title: TokenizerMode.RCDATA,
}

/**
 * The tags of a piece of HTML, in order, with their places. A tokenizer and not a tree: a tree drops and moves what stands where it may
 * not (a lone `<td>`, as Markdown's blank lines leave it), and then its images would never be uploaded.
 */
export function scanHtmlTags(html: string): readonly Token.TagToken[] {
  const tags: Token.TagToken[] = []
  const ignore = (): void => undefined
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(tag) {
        tags.push(tag)
        tokenizer.state = RAW_TEXT[tag.tagName] ?? tokenizer.state
      },
      onEndTag: (tag) => void tags.push(tag),
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
    },
  )
  tokenizer.write(html, true)
  return tags
}
