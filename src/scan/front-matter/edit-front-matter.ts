import { Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml'
import type { FieldName } from '../../fields.ts'
import { findFrontMatterKey } from '../front-matter-keys.ts'
import { splitFrontMatter } from './split-front-matter.ts'
import { createValue, type FrontMatterValue, writeFrontMatter } from './write-front-matter.ts'

export type Edit = ReadonlyMap<Exclude<FieldName, 'body'>, FrontMatterValue>

export type EditedText =
  | { readonly kind: 'text'; readonly text: string }
  /** `reason` is one sentence, `cure` another. */
  | { readonly kind: 'refused'; readonly reason: string; readonly cure: string }

/**
 * Gives fields of a file's front matter new values. Only the characters of those values change: order, comments, blank lines and the
 * quotes of everything else stay as their author wrote them. A field that is not there yet comes last.
 *
 * @param text the whole file, LF only
 */
export function editFrontMatter(text: string, edit: Edit): EditedText {
  if (edit.size === 0) return { kind: 'text', text }
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return { kind: 'refused', reason: split.finding.message, cure: split.finding.cure }
  if (split.kind === 'none') return { kind: 'text', text: `${writeFrontMatter(edit)}${text}` }
  if (split.language !== 'yaml' && split.language !== 'yml') {
    const list = [...edit].map(([field, value]) => `${field} = ${JSON.stringify(value)}`).join(', ')
    const reason = `Front matter in ${split.language.toUpperCase()} is not edited by ghost-sync.`
    return { kind: 'refused', reason, cure: `Write it by hand: ${list}.` }
  }
  let block = split.block
  for (const [field, value] of edit) {
    const edited = editBlock(block, field, value)
    if (edited.kind === 'refused') return edited
    block = edited.text
  }
  const at = text.indexOf(split.block, text.search(/\S/) + 3)
  const start = split.block === '' ? text.indexOf('\n', text.search(/\S/)) + 1 : at
  return { kind: 'text', text: text.slice(0, start) + block + text.slice(start + split.block.length) }
}

function editBlock(block: string, field: Exclude<FieldName, 'body'>, value: FrontMatterValue): EditedText {
  const document = parseDocument(block, { version: '1.2', schema: 'core', prettyErrors: false })
  const { contents } = document
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
  if (!isEmpty && (!isMap(contents) || contents.flow === true)) {
    return { kind: 'refused', reason: 'The front matter is not a list of `key: value` lines.', cure: 'Write it so.' }
  }
  const pairs = isMap(contents) ? (contents.items as Pair[]) : []
  const pair = findPair(pairs, field)
  const key = pair === undefined ? field : String((pair.key as Scalar).value)
  const isDraft = findFrontMatterKey(key)?.definition.reading === 'draft'
  // `draft` knows two of the three: what is scheduled says so under Ghost's own name, which wins.
  const named = isDraft && value === 'scheduled' ? field : key
  const written = isDraft && named === key ? value === 'draft' : value
  if (pair === undefined || named !== key) {
    const gap = block === '' || block.endsWith('\n') ? '' : '\n'
    return { kind: 'text', text: `${block}${gap}${renderPair(named, written, undefined)}\n` }
  }
  const node = pair.value
  if (isAlias(node) || ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor !== undefined)) {
    const reason = `\`${key}\` is an anchor or an alias of YAML.`
    return { kind: 'refused', reason, cure: `Write it by hand: ${renderPair(key, written, undefined)}` }
  }
  const start = (pair.key as Scalar).range?.[0] ?? 0
  const colon = block.indexOf(':', (pair.key as Scalar).range?.[1] ?? 0) + 1
  const end = Math.max(colon, (isScalar(node) || isSeq(node) || isMap(node) ? node.range?.[1] : undefined) ?? colon)
  const old = block.slice(start, end)
  const kept = start + old.trimEnd().length
  return { kind: 'text', text: block.slice(0, start) + renderPair(key, written, node) + block.slice(kept) }
}

/** Ghost's own name wins over an alias, as it does where front matter is read. */
function findPair(pairs: readonly Pair[], field: FieldName): Pair | undefined {
  const giving = pairs.flatMap((pair) => {
    const found = isScalar(pair.key) ? findFrontMatterKey(String(pair.key.value)) : undefined
    if (found === undefined || found.definition.target !== field) return []
    const isPlain = ['plain', 'image', 'draft', 'categories'].includes(found.definition.reading)
    return isPlain ? [{ pair, rank: found.rank }] : []
  })
  return giving.sort((a, b) => a.rank - b.rank)[0]?.pair
}

/** One line, or a few, without the end of the last: `title: "Hello"`, in the quotes and the kind of list that stood there before. */
function renderPair(key: string, value: FrontMatterValue, before: unknown): string {
  const document = new Document<YAMLMap>({} as unknown as YAMLMap, { version: '1.2', schema: 'core' })
  const node = createValue(document, value)
  if (isScalar(node) && isScalar(before) && typeof value === 'string' && !value.includes('\n')) {
    if (before.type === Scalar.QUOTE_DOUBLE || before.type === Scalar.QUOTE_SINGLE) node.type = before.type
  }
  if (isSeq(node) && isSeq(before)) node.flow = before.flow === true || before.items.length === 0
  document.set(key, node)
  const indentSeq = !(isSeq(before) && before.flow !== true)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: '', indentSeq }).trimEnd()
}
