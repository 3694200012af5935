import { parseTree } from 'jsonc-parser'
import { chooseKey } from './choose-key.ts'
import type { EditBlock } from './edited-text.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

/** Gives a field in a JSON block another value; all other characters stay. A new key comes last, on a line of its own where the others have one. */
export const editJson: EditBlock = (block, field, value) => {
  const root = parseTree(block)
  if (root?.type !== 'object') {
    return { kind: 'refused', reason: 'The front matter is not a JSON object.', cure: 'Write { "title": "Hello" }.' }
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
