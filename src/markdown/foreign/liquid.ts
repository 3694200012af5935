import { writeSourceAddress } from '../document/source-address.ts'
import { type DialectContext, type DialectPass, readPageValue } from './dialect.ts'
import { createLineTracker, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { readHexoTag } from './hexo-tags.ts'
import { wrapCode } from './render-call.ts'
import { rewriteCalls, type TemplateTag } from './rewrite-calls.ts'
import { inline, type Rendered, readArguments } from './template-call.ts'

/**
 * Liquid, in which Jekyll and Eleventy have their templates: `{% tag %}` and `{{ value }}`. It runs before Markdown is read, also in code, where
 * only `{% raw %}` shows it; Hexo, whose Nunjucks looks the same, leaves code alone. What is asked of the site (loops, conditions) nobody can answer here: the tags are left out, and told.
 */
export const rewriteLiquid: DialectPass = (source, context) => {
  const { text } = source
  if (!/\{[{%#]/.test(text)) return source
  const code = findCode(text)
  const [cardCode, outputCode, callCode] = [createRangeFinder(code), createRangeFinder(code), createRangeFinder(code)]
  const edits: Edit[] = []
  const tags: TemplateTag[] = []
  const lineAt = createLineTracker(source)
  const isHexo = context.dialects.has('hexo')
  const isAlsoCode = context.dialects.has('jekyll') || context.dialects.has('eleventy')
  for (const piece of scanLiquid(text, isHexo || context.dialects.has('eleventy'))) {
    const { start, end } = piece
    const range = cardCode(start)
    if (range?.kind === 'card' || (range !== undefined && range.kind !== 'comment' && !isAlsoCode)) continue
    if (piece.kind === 'drop') edits.push({ start, end, text: '' })
    else if (piece.kind === 'output') {
      const inCode = outputCode(start) !== undefined
      const isSite = SITE_ADDRESS.test(piece.body)
      // Alone it is the address of the site, which differs from site to site; before a path the path is enough.
      const isWhole = isSite && (inCode || !/^(?:\/|\{[{%])/.test(text.slice(end, end + 2)))
      const value = isWhole ? undefined : evaluate(piece.body, context.page)
      if (value !== undefined) edits.push({ start, end, text: value })
      else if (!inCode || isSite) {
        edits.push({ start, end, text: '' })
        context.tell({
          line: lineAt(start),
          code: 'markdown/unknown-liquid',
          subject: text.slice(start, end),
          what: `asks for a value that only ${isAlsoCode ? 'Jekyll or Eleventy' : 'Hexo'} knows: it is left out`,
          hint: 'Write the value itself; between `{% raw %}` and `{% endraw %}` it is shown as it stands.',
        })
      }
    } else tags.push({ start, end, ...linkBare(readTag(piece.body, isHexo), text, piece) })
  }
  const rules = {
    code: 'markdown/unknown-liquid',
    what: 'is a tag of Liquid that ghost-sync does not know: it is left out, and only the text inside it is kept',
    isCode: (offset: number) => callCode(offset) !== undefined,
    lineAt: createLineTracker(source),
  }
  return rewriteRanges(source, [...edits, ...rewriteCalls(text, wrapHighlights(text, tags), rules, context)])
}

/** The address of the site. */
const SITE_ADDRESS = /^site\.(?:url|baseurl|github\.url)$/

interface LiquidPiece {
  readonly kind: 'output' | 'tag' | 'drop'
  readonly start: number
  readonly end: number
  readonly body: string
}

/** Finds tags and outputs one after another, without those between `raw` and `endraw`, and takes comments out, `{# … #}` of Nunjucks as well. */
function* scanLiquid(text: string, isNunjucks: boolean): Generator<LiquidPiece> {
  const opening = isNunjucks ? /\{([{%]|#(?=\s))/g : /\{([{%])/g
  const closed = { '{': true, '%': true, '#': true }
  const ends = new Map<string, boolean>()
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const sign = match[1] === '{' ? '{' : match[1] === '#' ? '#' : '%'
    if (!closed[sign]) continue
    const close = text.indexOf(sign === '{' ? '}}' : `${sign}}`, match.index + 2)
    if (close < 0) {
      closed[sign] = false
      continue
    }
    const [start, end] = [match.index, close + 2]
    const body = text
      .slice(start + 2, close)
      .replace(/^-|-$/g, '')
      .trim()
    opening.lastIndex = end
    if (sign === '#') {
      yield { kind: 'drop', start, end, body }
      continue
    }
    if (sign === '{') {
      // `{{ "{% tag " }}%}` is how Liquid shows a tag of its own.
      if (!body.includes('{') || /^(?:"[^"]*"|'[^']*')$/.test(body)) yield { kind: 'output', start, end, body }
      continue
    }
    const hidden = body === 'raw' || body === 'comment' ? body : undefined
    if (hidden === undefined) {
      yield { kind: 'tag', start, end, body }
      continue
    }
    const closing = ends.get(hidden) === false ? undefined : findEnd(text, end, hidden)
    if (closing === undefined) {
      ends.set(hidden, false)
      // A comment that nothing ends hides the rest, as it does in Jekyll, which refuses the file.
      if (hidden === 'comment') yield { kind: 'drop', start, end: text.length, body }
      else yield { kind: 'drop', start, end, body }
      continue
    }
    if (hidden === 'comment') yield { kind: 'drop', start, end: closing.end, body }
    else {
      yield { kind: 'drop', start, end, body }
      yield { kind: 'drop', start: closing.start, end: closing.end, body }
    }
    opening.lastIndex = closing.end
  }
}

const ENDS = { raw: /\{%-?\s{0,20}endraw\s{0,20}-?%\}/g, comment: /\{%-?\s{0,20}endcomment\s{0,20}-?%\}/g }

function findEnd(text: string, from: number, name: keyof typeof ENDS): { start: number; end: number } | undefined {
  const closing = ENDS[name]
  closing.lastIndex = from
  const match = closing.exec(text)
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length }
}

function readTag(body: string, isHexo: boolean): Omit<TemplateTag, 'start' | 'end'> {
  const [, name = '', rest = ''] = /^([\w-]+)\s*([\s\S]*)$/.exec(body) ?? []
  // Octopress, a theme of Jekyll, has Hexo's `img`: the class comes first.
  const own = isHexo || (name === 'img' && !rest.includes('=')) ? readHexoTag(name, rest) : undefined
  if (own !== undefined) return own
  if (/^end./.test(name)) return { kind: 'close', name: name.slice(3), arguments: readArguments('') }
  if (name === 'post_url' || name === 'link') {
    const [target = '', fragment] = rest
      .trim()
      .replace(/^["']|["']$/g, '')
      .split('#', 2)
    const kind = name === 'link' ? 'path' : 'post'
    const rendered = inline(writeSourceAddress({ kind, name: target, fragment }))
    return { kind: 'open', name, arguments: readArguments(''), isAlone: true, rendered }
  }
  if (name === 'include' || name === 'include_relative' || name === 'include_cached' || name === 'render') {
    const [, file = '', parameters = ''] = /^["']?([^\s"']+)["']?([\s\S]*)$/.exec(rest) ?? []
    const short = file.replace(/^.*\//, '').replace(/\.\w+$/, '')
    return {
      kind: 'open',
      name: short,
      names: [`include ${file}`, file, short],
      arguments: readArguments(parameters),
      isAlone: true,
    }
  }
  return {
    kind: 'open',
    name,
    arguments: readArguments(rest),
    ...(name === 'else' || name === 'elsif' || name === 'assign' ? { isAlone: true } : {}),
  }
}

/** An address of a file here is no text: where no link leads to it, it is a link of its own. */
function linkBare(
  tag: Omit<TemplateTag, 'start' | 'end'>,
  text: string,
  { start, end, body }: LiquidPiece,
): Omit<TemplateTag, 'start' | 'end'> {
  const address = /^(?:post_url|link|post_path)\b/.test(body) ? tag.rendered?.before : undefined
  if (address === undefined || /\s/.test(address) || address.startsWith('[')) return tag
  if (/[(<"'=:/}\]]\s?$/.test(text.slice(Math.max(0, start - 2), start)) || text.startsWith(')', end)) return tag
  const name = body
    .replace(/^\w+\s+/, '')
    .replace(/^["']|["']$|\.(?:md|markdown|html)\b/g, '')
    .replace(/^.*\//, '')
  return { ...tag, rendered: inline(`[${name.replace(/[[\]\\]/g, '\\$&')}](${address})`) }
}

/** `{% highlight ruby linenos %}`, and Octopress' and Hexo's `{% codeblock title lang:ruby %}` or `code`: code, whatever stands in it. */
function wrapHighlights(text: string, tags: readonly TemplateTag[]): TemplateTag[] {
  return tags.map((tag, index): TemplateTag => {
    if (tag.kind !== 'open' || !/^(?:code|codeblock|highlight)$/.test(tag.name)) return tag
    const closing = tags.slice(index + 1, index + 200).find(({ kind, name }) => kind === 'close' && name === tag.name)
    if (closing === undefined) return tag
    const { positional, named } = tag.arguments
    const language = named.get('lang') ?? (tag.name === 'highlight' ? positional[0] : '') ?? ''
    const title = tag.name !== 'highlight' ? positional.filter((word) => !/^https?:/.test(word)).join(' ') : ''
    const rendered: Rendered = wrapCode(text.slice(tag.end, closing.start), language, title)
    return { ...tag, rendered }
  })
}

/** `{{ "/a.png" | relative_url }}`, `{{ site.baseurl }}`, `{{ page.title }}`: what can be known without the site; undefined otherwise. */
function evaluate(body: string, page: DialectContext['page']): string | undefined {
  const [first = '', ...filters] = body.split('|').map((part) => part.trim())
  let value = readOperand(first, page)
  for (const filter of filters) {
    if (value === undefined) return undefined
    const [, name = '', argument = ''] = /^(\w+)\s*(?::\s*([\s\S]*))?$/.exec(filter) ?? []
    const operand = argument === '' ? '' : readOperand(argument, page)
    if (operand === undefined) return undefined
    value = applyFilter(name, value, operand)
  }
  return value
}

function readOperand(written: string, page: DialectContext['page']): string | undefined {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(written)
  if (quoted !== null) return quoted[1] ?? quoted[2]
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return written
  // A link from the root of the site is right on every site.
  if (SITE_ADDRESS.test(written)) return ''
  const key = /^page\.([\w.-]+)$/.exec(written)?.[1]
  return key === undefined ? undefined : readPageValue(page, key)
}

function applyFilter(name: string, value: string, operand: string): string | undefined {
  switch (name) {
    case 'relative_url':
    case 'absolute_url':
    case 'url':
      return /^(?:[a-z]+:|\/)/i.test(value) ? value : `/${value}`
    case 'prepend':
      return operand + value
    case 'append':
      return value + operand
    case 'escape':
    case 'strip':
    case 'strip_newlines':
    case 'safe':
    case 'xml_escape':
      return value.trim()
    case 'upcase':
      return value.toUpperCase()
    case 'downcase':
      return value.toLowerCase()
    default:
      return undefined
  }
}
