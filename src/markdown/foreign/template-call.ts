/** A call of a template in a text: a shortcode, a tag of Liquid, a component of MDX. */
export interface TemplateCall {
  readonly name: string
  readonly positional: readonly string[]
  readonly named: ReadonlyMap<string, string>
  /** What stands between its opening and its closing tag, as it is written; undefined where there is no closing tag. */
  readonly inner: string | undefined
  /** The opening tag as it is written. */
  readonly written: string
}

/** What a call becomes. */
export type Rendered =
  /** A block of its own: what stands before and after its inner text, which stays where it is. */
  | { readonly kind: 'block'; readonly before: string; readonly after: string; readonly keepsInner: boolean }
  /** Part of a line. */
  | { readonly kind: 'inline'; readonly before: string; readonly after: string; readonly keepsInner: boolean }

export function block(before: string): Rendered {
  return { kind: 'block', before, after: '', keepsInner: false }
}

export function inline(text: string): Rendered {
  return { kind: 'inline', before: text, after: '', keepsInner: false }
}

/** Around an inner text that stays. */
export function wrap(before: string, after: string): Rendered {
  return { kind: 'block', before, after, keepsInner: true }
}

const ARGUMENT =
  /(?:([\w.-]{1,100})\s*(?:=|:(?!\/\/))\s*)?(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|`([^`]*)`|\{([^{}]*)\}|([^\s,"'`{}=]+))/y
/** The longest list of arguments that is read. */
const MAX_ARGUMENTS = 20_000

/**
 * Reads arguments: `name="a b"`, `name='a'`, `name=word`, "a", word, and the `{...}` of JSX, parted by spaces or commas. What cannot be read is
 * skipped up to the next space.
 */
export function readArguments(written: string): Pick<TemplateCall, 'positional' | 'named'> {
  const text = written.slice(0, MAX_ARGUMENTS)
  const positional: string[] = []
  const named = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    if (/[\s,]/.test(text.charAt(at))) {
      at++
      continue
    }
    ARGUMENT.lastIndex = at
    const match = ARGUMENT.exec(text)
    if (match === null) {
      const space = text.slice(at + 1).search(/\s/)
      at = space < 0 ? text.length : at + 1 + space
      continue
    }
    const [whole, name, double, single, back, braced, bare] = match
    const quoted = double ?? single
    const value = (quoted?.replace(/\\(["'\\])/g, '$1') ?? back ?? unquote(braced) ?? bare ?? '').trim()
    if (name === undefined) positional.push(value)
    else named.set(name, value)
    at += whole.length
  }
  return { positional, named }
}

/** The text of an expression of JSX that is one: `{"a"}`. */
function unquote(expression: string | undefined): string | undefined {
  const text = expression?.trim()
  const sign = text?.charAt(0) ?? ''
  return text !== undefined && text.length > 1 && /["'`]/.test(sign) && text.endsWith(sign) ? text.slice(1, -1) : text
}

/** Fills in a template of the config: `{{name}}`, `{{0}}`, and `{{inner}}`, around which it is cut. */
export function fillShortcode(template: string, { positional, named }: TemplateCall): Rendered {
  const fill = (part: string): string =>
    part.replace(/\{\{\s*([\w.:-]{1,100})\s*\}\}/g, (_, key: string) =>
      /^\d+$/.test(key) ? (positional[Number(key)] ?? '') : (named.get(key) ?? ''),
    )
  const cut = /\{\{\s*inner\s*\}\}/.exec(template)
  if (cut === null)
    return { kind: isBlock(template) ? 'block' : 'inline', before: fill(template), after: '', keepsInner: false }
  const [before, after] = [template.slice(0, cut.index), template.slice(cut.index + cut[0].length)]
  return { kind: isBlock(template) ? 'block' : 'inline', before: fill(before), after: fill(after), keepsInner: true }
}

/** Whether what a template makes stands as a block: anything with a line end, HTML of a block, a directive, a heading, an address alone. */
function isBlock(template: string): boolean {
  return /\n|^\s*(?::{3}|#{1,6}\s|>|`{3}|https?:\/\/|<(?:div|p|details|figure|iframe|script|video|audio|table|section|blockquote|style|h\d)\b)/i.test(
    template,
  )
}
