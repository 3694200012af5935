import { isCollection, isMap, isNode, isPair, isScalar } from 'yaml'
import type { Finding } from '../source/finding.ts'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { MAX_DEPTH, type ParsedBlock, refuseBlock } from './block.ts'
import { describeEaten, describeFaults, endSentence } from './describe-yaml.ts'
import { findEatenValues } from './eaten-values.ts'
import { findFrontMatterKey } from './front-matter-keys.ts'
import { listYamlFaults, parseYamlText, type YamlText } from './yaml-document.ts'

/**
 * Reads a YAML 1.2 block.
 *
 * @param firstLine 1-based line of the file on which `text` begins.
 */
export function parseYaml(text: string, firstLine: number): ParsedBlock {
  const parsed = parseYamlText(text)
  const { document, lineAt: blockLine } = parsed
  const lineAt = (offset: number): number => firstLine + blockLine(offset)
  const isBroken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY')
  const tooDeep = isBroken ? undefined : findTooDeep(document.contents)
  if (tooDeep !== undefined) {
    const message = `The front matter is nested deeper than ${MAX_DEPTH} lists and objects.`
    return refuseBlock('front-matter/too-deep', lineAt(tooDeep), message, 'Write plain values.')
  }
  const faults = listYamlFaults(parsed)
  if (faults.length > 0) return { entries: new Map(), findings: describeFaults(text, faults, parsed, firstLine) }
  const twice = findTwice(parsed, firstLine)
  if (twice.some(({ severity }) => severity === 'error')) return { entries: new Map(), findings: twice }
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: new Map(), findings: [] }
  if (!isMap(contents)) {
    return refuseBlock(
      'front-matter/not-a-mapping',
      firstLine,
      'The front matter is not a list of `key: value` lines.',
      KEY_VALUE,
    )
  }
  let values: unknown
  try {
    values = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuseBlock(
      'front-matter/syntax',
      firstLine,
      `The YAML front matter cannot be read: ${endSentence(reason)}`,
      'Write the values out.',
    )
  }
  const entries = new Map<string, FrontMatterEntry>()
  for (const { key } of contents.items) {
    if (!isScalar(key)) continue
    const name = String(key.value)
    const value = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined
    entries.set(name, { value, line: key.range ? lineAt(key.range[0]) : firstLine })
  }
  return { entries, findings: [...twice, ...findEatenValues(parsed).map((eaten) => describeEaten(eaten, firstLine))] }
}

/**
 * Returns the offset of the first top-level key that is, or whose value is, nested too deep. It is checked before the values are made: a key that is
 * itself a list or a map is written out as text once per level, which takes minutes for a thousand characters.
 */
function findTooDeep(contents: unknown): number | undefined {
  for (const pair of isMap(contents) ? contents.items : []) {
    let level: unknown[] = [pair]
    // A pair counts as a level.
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > 2 * MAX_DEPTH) return (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? 0
      level = level.flatMap((node) => (isPair(node) ? [node.key, node.value] : isCollection(node) ? node.items : []))
    }
  }
  return undefined
}

/**
 * Finds keys that are written twice. Some tools take the last of them, others refuse the file: it is an error where the values differ and mean
 * something, so that nobody has to guess which of them a reader sees.
 */
function findTwice({ text, document, lineAt }: YamlText, firstLine: number): Finding[] {
  const pairs = isMap(document.contents) ? document.contents.items : []
  return document.errors.slice(0, 5).map(({ pos: [offset] }): Finding => {
    const key = /^[^\s:]+/.exec(text.slice(offset))?.[0] ?? ''
    const outer = pairs.findLast((pair) => isNode(pair.key) && (pair.key.range?.[0] ?? 0) <= offset)
    const name = isScalar(outer?.key) ? String(outer.key.value) : ''
    const definition = findFrontMatterKey(name)?.definition
    const same = pairs.filter((pair) => isScalar(pair.key) && String(pair.key.value) === name)
    const values = new Set(same.map(({ value }) => (isNode(value) ? value.toString() : '')))
    const isHarmless =
      definition === undefined || definition.reading === 'ignored' || (name === key && values.size === 1)
    return {
      severity: isHarmless ? 'warning' : 'error',
      code: 'front-matter/duplicate-key',
      line: firstLine + lineAt(offset),
      message: `The key \`${key}\` is written twice.`,
      hint: 'Keep one of the two.',
    }
  })
}

const KEY_VALUE = 'Write one `key: value` per line, such as `title: Hello`.'
