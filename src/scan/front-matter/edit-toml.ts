import { type AST, parseTOML } from 'toml-eslint-parser'
import { chooseKey } from './choose-key.ts'
import type { EditBlock } from './edited-text.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

/** Gives a field in a TOML block another value; all other characters stay. A new key comes last of those that stand before the tables. */
export const editToml: EditBlock = (block, field, value) => {
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

/** TOML has no null: an empty text, or an empty list, reads as nothing. */
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

/** In the quotes that stood there before, where those can hold it. */
function renderText(text: string, before: AST.TOMLContentNode | undefined): string {
  const isLiteral = before?.type === 'TOMLValue' && before.kind === 'string' && before.style === 'literal'
  if (isLiteral && !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return `'${text}'`
  const escaped = JSON.stringify(text.toWellFormed()).slice(1, -1).replaceAll('\u007f', '\\u007f')
  // Several lines stay several lines.
  return /\n./.test(text) ? `"""\n${escaped.replaceAll('\\n', '\n')}"""` : `"${escaped}"`
}
