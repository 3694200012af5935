import { isCjk } from '../document/cjk.ts'
import { isScript } from '../document/script-notation.ts'
import type { Mark, Segment } from './nest-formats.ts'
import type { InlineStyle } from './write-context.ts'

/** What stands before and after marked text. */
export interface Delimiter {
  readonly open: string
  readonly close: string
}

/** The delimiters of each format, from what people write to what is always read as that format. */
const DELIMITERS: Readonly<Record<number, readonly [Delimiter, ...Delimiter[]]>> = {
  1: [same('**'), tag('strong')],
  2: [same('*'), same('_'), tag('em')],
  4: [same('~~'), tag('s')],
  8: [tag('u')],
  32: [same('~'), tag('sub')],
  64: [same('^'), tag('sup')],
  128: [same('=='), tag('mark')],
}

/** In natural text each mark finds its form within two or three turns. A chain of marks that keep changing each other gets tags. */
const MAX_TURNS = 10

const WHITE = /^(?:|[\s\u200b])$/u
const PUNCTUATION = /[\p{P}\p{S}]/u
const WORD = /[\p{L}\p{N}]/u

/**
 * Decides for each mark how it is written. A short form is used only where CommonMark's flanking rules let it be read as such. That depends
 * on the forms of the marks beside it, so the choice is repeated until all of them fit.
 */
export function chooseMarks(segments: readonly Segment[], style: InlineStyle): ReadonlyMap<Mark, Delimiter> {
  const choices = new Map<Mark, number>()
  const needsTags = ({ bit }: Mark): boolean =>
    style.marks === 'tags' || style.without?.has(DELIMITERS[bit]?.[0].open ?? '') === true
  const read = (mark: Mark): Delimiter => {
    const forms = DELIMITERS[mark.bit] ?? [same('')]
    return forms[choices.get(mark) ?? 0] ?? forms[0]
  }
  for (const segment of segments) {
    if (segment.kind === 'mark') choices.set(segment.mark, needsTags(segment.mark) ? lastForm(segment.mark) : 0)
  }
  let changed = true
  for (let turn = 0; changed; turn++) {
    changed = false
    for (const [index, segment] of segments.entries()) {
      if (segment.kind !== 'mark' || (choices.get(segment.mark) ?? 0) >= lastForm(segment.mark)) continue
      if (fits(segments, index, segment, read)) continue
      choices.set(segment.mark, turn < MAX_TURNS ? (choices.get(segment.mark) ?? 0) + 1 : lastForm(segment.mark))
      changed = true
    }
  }
  return new Map([...choices.keys()].map((mark) => [mark, read(mark)]))
}

function fits(
  segments: readonly Segment[],
  index: number,
  { mark, opens }: Extract<Segment, { kind: 'mark' }>,
  read: (mark: Mark) => Delimiter,
): boolean {
  const { open: delimiter } = read(mark)
  const sign = delimiter.charAt(0)
  const beside = (step: 1 | -1): string => findBeside(segments, index, step, { sign, opens }, read)
  const [before, after] = [beside(-1), beside(1)]
  // Two marks of the same sign, one ending where the other begins, would be read as one: the second one takes another form.
  if (opens && before === sign) return false
  const [outer, inner] = opens ? [before, after] : [after, before]
  if (WHITE.test(inner)) return false
  switch (sign) {
    case '=':
      return !WORD.test(outer) || isCjk(outer)
    case '^':
      return isShort(mark, /^[^\s^]+$/) && isScriptBeside(sign, mark, opens ? { before } : { after })
    case '~':
      if (delimiter === '~')
        return isShort(mark, /^[^\s~]+$/) && isScriptBeside(sign, mark, opens ? { before } : { after })
      break
    case '_':
      if (WORD.test(outer)) return false
  }
  return !PUNCTUATION.test(inner) || isCjk(inner) || WHITE.test(outer) || PUNCTUATION.test(outer) || isCjk(outer)
}

/** Each end of a script is asked about what stands outside of it. */
function isScriptBeside(
  sign: '~' | '^',
  { text = '' }: Mark,
  { before = 'x', after = '' }: { readonly before?: string; readonly after?: string },
): boolean {
  return isScript({ sign, before, content: text, after })
}

function isShort(mark: Mark, pattern: RegExp): boolean {
  return mark.text !== undefined && pattern.test(mark.text)
}

/** The character next to a delimiter, over others of the same sign that open or close together with it. */
function findBeside(
  segments: readonly Segment[],
  index: number,
  step: 1 | -1,
  { sign, opens }: { readonly sign: string; readonly opens: boolean },
  read: (mark: Mark) => Delimiter,
): string {
  for (let at = index + step; ; at += step) {
    const segment = segments[at]
    if (segment?.kind === 'mark') {
      const { open, close } = read(segment.mark)
      const text = segment.opens ? open : close
      if (segment.opens === opens && text.startsWith(sign) && sign !== '<') continue
      return step === 1 ? text.charAt(0) : text.slice(-1)
    }
    return readEdge(segment, step)
  }
}

function readEdge(segment: Segment | undefined, step: 1 | -1): string {
  switch (segment?.kind) {
    case 'text':
      return readCharacter(segment.text, step)
    case 'code':
      return '`'
    case 'verbatim':
      return step === 1 ? segment.markdown.charAt(0) : segment.markdown.slice(-1)
    case 'link':
      return segment.opens ? '[' : step === 1 ? ']' : ')'
    default:
      return ''
  }
}

/** A sign in the text is escaped, and no part of a delimiter. */
function readCharacter(text: string, step: 1 | -1): string {
  const character = (step === 1 ? /^./su : /.$/su).exec(text)?.[0] ?? ''
  return /[*_~=^]/.test(character) ? '\\' : character
}

function lastForm(mark: Mark): number {
  return (DELIMITERS[mark.bit]?.length ?? 1) - 1
}

function same(text: string): Delimiter {
  return { open: text, close: text }
}

function tag(name: string): Delimiter {
  return { open: `<${name}>`, close: `</${name}>` }
}
