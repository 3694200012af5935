import { writeSourceAddress } from '../document/source-address.ts'
import { type DialectContext, type DialectPass, readPageValue } from './dialect.ts'
import { createLineTracker, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { rewriteCalls, type TemplateTag, UNKNOWN_SHORTCODE } from './rewrite-calls.ts'
import { inline, type Rendered, readArguments } from './template-call.ts'

/**
 * Hugo's shortcodes, `{{< name >}}` and `{{% name %}}`, and those of Quarto, which look the same. They run before Markdown is read, also in code;
 * `{{</* name * />}}` is how one is shown.
 */
export const rewriteHugoShortcodes: DialectPass = (source, context) => {
  const { text } = source
  if (!/\{\{[<%]/.test(text)) return source
  const code = findCode(text)
  const [tagCode, callCode] = [createRangeFinder(code), createRangeFinder(code)]
  const edits: Edit[] = []
  const tags: TemplateTag[] = []
  for (const { start, end, body } of scanShortcodes(text)) {
    const range = tagCode(start)
    if (range?.kind === 'card') continue
    const shown = /^\s*\/\*([\s\S]*)\*\/\s*$/.exec(body)?.[1]
    if (shown !== undefined)
      edits.push({ start, end, text: `${text.slice(start, start + 3)}${shown}${text.slice(end - 3, end)}` })
    else tags.push({ start, end, ...readShortcode(body, text, start, context) })
  }
  const rules = {
    ...UNKNOWN_SHORTCODE,
    isCode: (offset: number) => callCode(offset) !== undefined,
    lineAt: createLineTracker(source),
  }
  return rewriteRanges(source, [...edits, ...rewriteCalls(text, tags, rules, context)])
}

interface Shortcode {
  readonly start: number
  readonly end: number
  /** Between the signs. */
  readonly body: string
}

/** Finds them one after another; a sign that nothing closes is text, and so is every later one of its kind. */
function* scanShortcodes(text: string): Generator<Shortcode> {
  const opening = /\{\{([<%])/g
  const closed = { '<': true, '%': true }
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const sign = match[1] === '<' ? '<' : '%'
    if (!closed[sign]) continue
    const end = text.indexOf(sign === '<' ? '>}}' : '%}}', match.index + 3)
    if (end < 0) {
      closed[sign] = false
      continue
    }
    yield { start: match.index, end: end + 3, body: text.slice(match.index + 3, end) }
    opening.lastIndex = end + 3
  }
}

function readShortcode(
  body: string,
  text: string,
  start: number,
  { page }: DialectContext,
): Pick<TemplateTag, 'kind' | 'name' | 'arguments' | 'isAlone' | 'rendered'> {
  const written = body.trim().replace(/^-|-$/g, '').trim()
  const closing = /^\/\s*([\w./-]+)/.exec(written)?.[1]
  if (closing !== undefined) return { kind: 'close', name: closing, arguments: NO_ARGUMENTS }
  const isAlone = written.endsWith('/')
  const [, name = '', rest = ''] = /^([\w./-]+?)(?:\s+([\s\S]*?))?\/?$/.exec(written) ?? []
  const call = readArguments(rest)
  const rendered = renderOwn(name, call, text, start, page)
  return {
    kind: 'open',
    name,
    ...(name === 'param' && { names: [`param ${call.positional[0] ?? ''}`, name] }),
    arguments: call,
    isAlone: isAlone || rendered !== undefined,
    ...(rendered !== undefined && { rendered }),
  }
}

const NO_ARGUMENTS = { positional: [], named: new Map<string, string>() }

/** What only Hugo has, and means the same in code. */
function renderOwn(
  name: string,
  { positional, named }: ReturnType<typeof readArguments>,
  text: string,
  start: number,
  page: DialectContext['page'],
): Rendered | undefined {
  if (name === 'ref' || name === 'relref') {
    const [target = '', fragment] = (named.get('path') ?? positional[0] ?? '').split('#', 2)
    const address = writeSourceAddress({ kind: 'ref', name: target, fragment })
    // In a text, and not where a link leads, the address itself would be shown.
    return inline(
      /[(<"'=:]\s*$/.test(text.slice(Math.max(0, start - 20), start)) ? address : `[${target || fragment}](${address})`,
    )
  }
  if (name !== 'param' && name !== 'meta') return undefined
  const value = readPageValue(page, positional[0] ?? named.get('name') ?? '')
  return value === undefined ? undefined : inline(value)
}
