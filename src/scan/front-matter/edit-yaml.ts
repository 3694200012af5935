import { Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml'
import { chooseKey } from './choose-key.ts'
import type { EditBlock } from './edited-text.ts'
import { createValue, type FrontMatterValue } from './write-front-matter.ts'

/** Gives a field in a YAML block another value; all other characters stay. */
export const editYaml: EditBlock = (block, field, value) => {
  const document = parseDocument(block, { version: '1.2', schema: 'core', prettyErrors: false })
  const { contents } = document
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
  if (!isEmpty && (!isMap(contents) || contents.flow === true)) {
    return { kind: 'refused', reason: 'The front matter is not a list of `key: value` lines.', cure: 'Write it so.' }
  }
  const pairs = isMap(contents) ? (contents.items as Pair[]) : []
  const keys = pairs.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []))
  const chosen = chooseKey(keys, field, value)
  const pair = chosen.isThere ? pairs.find(({ key }) => isScalar(key) && String(key.value) === chosen.key) : undefined
  if (pair === undefined) {
    const gap = block === '' || block.endsWith('\n') ? '' : '\n'
    return { kind: 'text', text: `${block}${gap}${renderPair(chosen.key, chosen.value, undefined)}\n` }
  }
  const node = pair.value
  if (isAlias(node) || ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor !== undefined)) {
    const reason = `\`${chosen.key}\` is an anchor or an alias of YAML.`
    return { kind: 'refused', reason, cure: `Write it by hand: ${renderPair(chosen.key, chosen.value, undefined)}` }
  }
  const start = (pair.key as Scalar).range?.[0] ?? 0
  const colon = block.indexOf(':', (pair.key as Scalar).range?.[1] ?? 0) + 1
  const end = Math.max(colon, (isScalar(node) || isSeq(node) || isMap(node) ? node.range?.[1] : undefined) ?? colon)
  const old = block.slice(start, end)
  const kept = start + old.trimEnd().length
  return { kind: 'text', text: block.slice(0, start) + renderPair(chosen.key, chosen.value, node) + block.slice(kept) }
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
