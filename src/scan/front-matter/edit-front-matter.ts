import { isDeepStrictEqual } from 'node:util'
import { parseTree } from 'jsonc-parser'
import { type AST, parseTOML } from 'toml-eslint-parser'
import { Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml'
import type { FieldName } from '../../model/fields.ts'
import { chooseKey, type EditBlock, type EditedText } from './block.ts'
import { parseFrontMatter } from './parse-front-matter.ts'
import { splitFrontMatter } from './split-front-matter.ts'
import { createValue, type FrontMatterValue, writeFrontMatter } from './write-front-matter.ts'

/** Gives a field in a JSON block another value; all other characters stay. A new key comes last, on a line of its own where the others have one. */
const editJson: EditBlock = (block, field, value) => {
  const root = parseTree(block)
  if (root?.type !== 'object') {
    return { kind: 'refused', reason: 'The front matter is not a JSON object.', hint: 'Write { "title": "Hello" }.' }
  }
  const properties = (root.children ?? []).flatMap(({ children = [], offset, length }) => {
    const [key, old] = children
    return key === undefined || old === undefined
      ? []
      : [{ key: String(key.value), old, start: offset, end: offset + length }]
  })
  const keys = properties.map(({ key }) => key)
  const chosen = chooseKey(keys, field, value)
  const replace = (start: number, end: number, text: string) =>
    ({ kind: 'text', text: block.slice(0, start) + text + block.slice(end) }) as const
  const there = chosen.isThere ? properties.find(({ key }) => key === chosen.key) : undefined
  if (there !== undefined) return replace(there.old.offset, there.old.offset + there.old.length, render(chosen.value))
  const pair = `${JSON.stringify(chosen.key)}: ${render(chosen.value)}`
  const last = properties.at(-1)
  if (last === undefined) return replace(root.offset + 1, root.offset + 1, pair)
  const before = /\n[ \t]*$/.exec(block.slice(0, last.start))?.[0] ?? ' '
  return replace(last.end, last.end, `,${before}${pair}`)
}

function render(value: FrontMatterValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `[${value.map((text) => JSON.stringify(text)).join(', ')}]`
}

/** Gives a field in a TOML block another value; all other characters stay. A new key comes last of those before the tables. */
const editToml: EditBlock = (block, field, value) => {
  const [{ body }] = parseTOML(block).body
  const pairs = body.filter((node): node is AST.TOMLKeyValue => node.type === 'TOMLKeyValue')
  const named = new Map(pairs.flatMap((pair) => (pair.key.keys.length === 1 ? [[nameOf(pair), pair] as const] : [])))
  const chosen = chooseKey([...named.keys()], field, value)
  const pair = chosen.isThere ? named.get(chosen.key) : undefined
  if (pair !== undefined) {
    const [start, end] = pair.value.range
    return { kind: 'text', text: block.slice(0, start) + renderValue(chosen.value, pair.value) + block.slice(end) }
  }
  const line = `${chosen.key} = ${renderValue(chosen.value, undefined)}\n`
  const last = pairs.at(-1)
  if (last === undefined) return { kind: 'text', text: line + block }
  const lineEnd = block.indexOf('\n', last.range[1])
  const at = lineEnd < 0 ? block.length : lineEnd + 1
  const gap = lineEnd < 0 ? '\n' : ''
  return { kind: 'text', text: block.slice(0, at) + gap + line + block.slice(at) }
}

function nameOf({ key }: AST.TOMLKeyValue): string {
  return key.keys.map((part) => ('name' in part ? part.name : part.value)).join('.')
}

/** Renders a value. TOML has no null: an empty text, or an empty list, reads as nothing. */
function renderValue(value: FrontMatterValue, before: AST.TOMLContentNode | undefined): string {
  if (value === null) return before?.type === 'TOMLArray' ? '[]' : '""'
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') {
    const texts = value.map((text) => renderText(text, undefined))
    const isLong = before?.type === 'TOMLArray' && before.loc.start.line !== before.loc.end.line
    return isLong && texts.length > 0 ? `[\n${texts.map((text) => `  ${text},\n`).join('')}]` : `[${texts.join(', ')}]`
  }
  const isDate = before?.type === 'TOMLValue' && /date/.test(before.kind)
  return isDate && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? value : renderText(value, before)
}

/** Renders a text in the quotes of the old value, if those can hold it. */
function renderText(text: string, before: AST.TOMLContentNode | undefined): string {
  const isLiteral = before?.type === 'TOMLValue' && before.kind === 'string' && before.style === 'literal'
  if (isLiteral && !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return `'${text}'`
  const escaped = JSON.stringify(text.toWellFormed()).slice(1, -1).replaceAll('\u007f', '\\u007f')
  // A text of several lines keeps them.
  return /\n./.test(text) ? `"""\n${escaped.replaceAll('\\n', '\n')}"""` : `"${escaped}"`
}

/** Gives a field in a YAML block another value; all other characters stay. */
const editYaml: EditBlock = (block, field, value) => {
  const document = parseDocument(block, { version: '1.2', schema: 'core', prettyErrors: false })
  const { contents } = document
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null)
  if (!isEmpty && (!isMap(contents) || contents.flow === true)) {
    return { kind: 'refused', reason: 'The front matter is not a list of `key: value` lines.', hint: 'Write it so.' }
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
    return { kind: 'refused', reason, hint: `Write it by hand: ${renderPair(chosen.key, chosen.value, undefined)}` }
  }
  const start = (pair.key as Scalar).range?.[0] ?? 0
  const colon = block.indexOf(':', (pair.key as Scalar).range?.[1] ?? 0) + 1
  const end = Math.max(colon, (isScalar(node) || isSeq(node) || isMap(node) ? node.range?.[1] : undefined) ?? colon)
  const old = block.slice(start, end)
  const kept = start + old.trimEnd().length
  return { kind: 'text', text: block.slice(0, start) + renderPair(chosen.key, chosen.value, node) + block.slice(kept) }
}

/** Renders one line or a few, without the last line end: `title: "Hello"`, with the quotes and the kind of list of the old value. */
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

export type FrontMatterEdit = ReadonlyMap<Exclude<FieldName, 'body'>, FrontMatterValue>

const EDITORS: Readonly<Record<string, EditBlock>> = { yaml: editYaml, yml: editYaml, toml: editToml, json: editJson }

/**
 * Gives fields of a file's front matter new values. Only the characters of those values change: order, comments, blank lines and the quotes of
 * everything else stay as their author wrote them. A new field comes last. The result is read back: if another key than the intended one would
 * change, nothing is edited.
 *
 * @param text the whole file, LF only
 */
export function editFrontMatter(text: string, edit: FrontMatterEdit): EditedText {
  if (edit.size === 0) return { kind: 'text', text }
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return { kind: 'refused', reason: split.finding.message, hint: split.finding.hint }
  if (split.kind === 'none') return { kind: 'text', text: `${writeFrontMatter(edit)}${text}` }
  const { language, blockLine } = split
  const editBlock = Object.hasOwn(EDITORS, language) ? EDITORS[language] : undefined
  const before = parseFrontMatter(split)
  if (editBlock === undefined || before.findings.some(({ severity }) => severity === 'error')) {
    return refuse(language, edit)
  }
  let block = split.block
  for (const [field, value] of edit) {
    const edited = editBlock(block, field, value)
    if (edited.kind === 'refused') return edited
    block = edited.text
  }
  const after = parseFrontMatter({ language, block, blockLine })
  const changed = [...new Set([...before.entries.keys(), ...after.entries.keys()])].filter(
    (key) => !isDeepStrictEqual(before.entries.get(key)?.value, after.entries.get(key)?.value),
  )
  const isBroken = after.findings.some(({ severity }) => severity === 'error')
  if (isBroken || changed.length > edit.size) return refuse(language, edit)
  const start = text.search(/\S/)
  // Bare JSON has no fences; the text after its last brace is not part of it.
  if (text.startsWith('{', start)) {
    return {
      kind: 'text',
      text: text.slice(0, start) + block.trimEnd() + text.slice(start + split.block.trimEnd().length),
    }
  }
  const inside = text.indexOf('\n', start) + 1
  return { kind: 'text', text: text.slice(0, inside) + block + text.slice(inside + split.block.length) }
}

function refuse(language: string, edit: FrontMatterEdit): EditedText {
  const list = [...edit].map(([field, value]) => `${field} = ${JSON.stringify(value)}`).join(', ')
  const reason = `This front matter in ${language.toUpperCase()} is too unusual to be edited in place.`
  return { kind: 'refused', reason, hint: `Write it by hand: ${list}.` }
}
