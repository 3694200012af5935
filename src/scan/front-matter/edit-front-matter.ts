import { isDeepStrictEqual } from 'node:util'
import type { FieldName } from '../../model/fields.ts'
import type { EditBlock, EditedText } from './block.ts'
import { editJson } from './json.ts'
import { parseFrontMatter } from './parse-front-matter.ts'
import { splitFrontMatter } from './split-front-matter.ts'
import { editToml } from './toml.ts'
import { type FrontMatterValue, writeFrontMatter } from './write-front-matter.ts'
import { editYaml } from './yaml.ts'

export type Edit = ReadonlyMap<Exclude<FieldName, 'body'>, FrontMatterValue>

const EDITORS: Readonly<Record<string, EditBlock>> = { yaml: editYaml, yml: editYaml, toml: editToml, json: editJson }

/**
 * Gives fields of a file's front matter new values. Only the characters of those values change: order, comments, blank lines and the
 * quotes of everything else stay as their author wrote them. A field that is not there yet comes last. What was written is read back: where
 * another key than the one that was meant would say something else, nothing is edited.
 *
 * @param text the whole file, LF only
 */
export function editFrontMatter(text: string, edit: Edit): EditedText {
  if (edit.size === 0) return { kind: 'text', text }
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return { kind: 'refused', reason: split.finding.message, cure: split.finding.cure }
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
  // Bare JSON has no fences; what follows its last brace is not its own.
  if (text.startsWith('{', start)) {
    return {
      kind: 'text',
      text: text.slice(0, start) + block.trimEnd() + text.slice(start + split.block.trimEnd().length),
    }
  }
  const inside = text.indexOf('\n', start) + 1
  return { kind: 'text', text: text.slice(0, inside) + block + text.slice(inside + split.block.length) }
}

function refuse(language: string, edit: Edit): EditedText {
  const list = [...edit].map(([field, value]) => `${field} = ${JSON.stringify(value)}`).join(', ')
  const reason = `This front matter in ${language.toUpperCase()} is too unusual to be edited in place.`
  return { kind: 'refused', reason, cure: `Write it by hand: ${list}.` }
}
