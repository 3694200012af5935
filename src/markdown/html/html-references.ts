import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import { escapeHtml } from '../document/escape.ts'
import type { ConvertOptions, Reference } from '../document/markdown-document.ts'
import type { MarkdownWriteContext } from '../inline/write-context.ts'

/** Resolves the local `src` and `href` of raw HTML in place. Every other byte stays as the author wrote it. */
export function resolveHtml(html: string, resolve: ConvertOptions['resolve']): string {
  let result = ''
  let copied = 0
  for (const reference of findHtmlReferences(html)) {
    const value = resolveValue(reference, resolve)
    if (value === reference.value) continue
    result += `${html.slice(copied, reference.start)}${reference.attribute}="${escapeHtml(value)}"`
    copied = reference.end
  }
  return result + html.slice(copied)
}

function resolveValue({ kind, attribute, value, targets }: HtmlReference, resolve: ConvertOptions['resolve']): string {
  if (attribute === 'srcset') {
    return value.replace(SRCSET_CANDIDATE, (_, comma: string, space: string, url: string) => {
      return `${comma}${space}${resolve(url, kind).url}`
    })
  }
  const [target] = targets
  if (target === undefined) return value
  const { url } = resolve(target, kind)
  return url === target ? value : url
}

/** Rewrites the site's URLs in raw HTML to what stands in the Markdown. Every other byte stays as it is. */
export function rewriteHtml(html: string, { rewrite }: MarkdownWriteContext): string {
  return resolveHtml(html, (target, kind) => ({ url: rewrite(target, kind) }))
}

/** An attribute of raw HTML that points somewhere. A `srcset` has more than one target. */
interface HtmlReference {
  readonly kind: Reference['kind']
  readonly attribute: string
  /** Entities decoded. */
  readonly value: string
  readonly targets: readonly string[]
  /** Offsets of the whole attribute, name and quotes included. */
  readonly start: number
  readonly end: number
}

const REFERENCING: Readonly<Record<string, Reference['kind']>> = {
  'a href': 'link',
  'img src': 'image',
  'img srcset': 'image',
  'source srcset': 'image',
  'source src': 'media',
  'video src': 'media',
  'video poster': 'image',
  'audio src': 'media',
  'track src': 'link',
}

/** Lists what raw HTML shows or links to, in order. */
export function findHtmlReferences(html: string): readonly HtmlReference[] {
  // Most inline tags are end tags or `<br>`.
  if (!/href|src|poster/i.test(html)) return []
  return scanHtmlTags(html).flatMap((tag) =>
    tag.attrs.flatMap(({ name, value }) => {
      const kind = REFERENCING[`${tag.tagName} ${name}`]
      const place = tag.location?.attrs?.[name]
      if (kind === undefined || place === undefined) return []
      const targets = (name === 'srcset' ? readCandidates(value) : [value.trim()]).filter((target) => target !== '')
      return [{ kind, attribute: name, value, targets, start: place.startOffset, end: place.endOffset }]
    }),
  )
}

/** Matches the URLs of a `srcset`. Each goes up to white space; a comma ends it only when it stands last. */
const SRCSET_CANDIDATE = /(^|,)(\s*)([^\s,]\S*[^\s,]|[^\s,])(?=\s|,|$)/g

function readCandidates(srcset: string): string[] {
  return [...srcset.matchAll(SRCSET_CANDIDATE)].map((match) => match[3] ?? '')
}

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
 * Lists the tags of a piece of HTML, in order, with their places. It uses a tokenizer and not a tree: a tree drops or moves tags in places
 * where HTML does not allow them (a lone `<td>`, as Markdown's blank lines leave it), and their images would never be uploaded.
 */
export function scanHtmlTags(html: string): readonly Token.TagToken[] {
  return scanHtml(html).tags
}

/** Lists the tags and the comments of a piece of HTML, with their places. What stands in a script or a style is neither. */
export function scanHtml(html: string): {
  readonly tags: readonly Token.TagToken[]
  readonly comments: readonly Token.CommentToken[]
} {
  const tags: Token.TagToken[] = []
  const comments: Token.CommentToken[] = []
  const ignore = (): void => undefined
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(tag) {
        tags.push(tag)
        tokenizer.state = RAW_TEXT[tag.tagName] ?? tokenizer.state
      },
      onEndTag: (tag) => void tags.push(tag),
      onComment: (comment) => void comments.push(comment),
      onDoctype: ignore,
      onEof: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
    },
  )
  tokenizer.write(html, true)
  return { tags, comments }
}
