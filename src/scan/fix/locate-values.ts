import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'

/** A part of a line. */
export interface Place {
  /** 1-based line in the file. */
  readonly line: number
  /** 0-based. */
  readonly column: number
  /** As written, quotes included. */
  readonly text: string
}

/** A top-level `key: value` whose value is one text on one line; nothing else is ever fixed. */
export interface LocatedValue {
  readonly key: Place
  readonly value: Place
}

/** Finds the places of the texts in a front matter block, by key. A block that cannot be read has none. */
export function locateValues(front: FrontMatterBlock): ReadonlyMap<string, LocatedValue> {
  return front.language === 'toml' ? locateInToml(front) : locateInYaml(front)
}

/** Locates values in YAML or JSON. JSON is YAML to the parser; a tab, which the parser does not accept as indentation, is as wide as a space. */
function locateInYaml({ language, block, blockLine }: FrontMatterBlock): Map<string, LocatedValue> {
  const counter = new LineCounter()
  const text = language === 'json' ? block.replaceAll('\t', ' ') : block
  const { contents } = parseDocument(text, { lineCounter: counter, prettyErrors: false, schema: 'failsafe' })
  const found = new Map<string, LocatedValue>()
  const placeAt = ([start, end]: readonly [number, number, ...unknown[]]): Place => {
    const { line, col } = counter.linePos(start)
    return { line: blockLine + line - 1, column: col - 1, text: block.slice(start, end) }
  }
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    if (!isScalar(key) || !isScalar(value) || !key.range || !value.range || value.anchor || value.tag) continue
    const place = placeAt(value.range)
    if (place.text === '' || /\n|^[*|>&!]/.test(place.text)) continue
    found.set(String(key.value), { key: placeAt(key.range), value: place })
  }
  return found
}

const TOML_LINE =
  /^(\s*)("[^"\\]*"|'[^']*'|[\w-]+)(\s*=\s*)("(?!"")(?:[^"\\]|\\.)*"|'(?!'')[^']*'|[^\s"'[{#](?:[^#]*[^#\s])?)\s*(?:#[^\n]*)?$/

/** Locates values before the first table. */
function locateInToml({ block, blockLine }: FrontMatterBlock): Map<string, LocatedValue> {
  const found = new Map<string, LocatedValue>()
  for (const [index, line] of block.split('\n').entries()) {
    // Inside a text of several lines any line may look like a key.
    if (/^\s*\[|"""|'''/.test(line)) break
    const [, indent = '', key = '', sign = '', value = ''] = TOML_LINE.exec(line) ?? []
    if (key === '') continue
    const at = { line: blockLine + index }
    found.set(key.replace(/^["']|["']$/g, ''), {
      key: { ...at, column: indent.length, text: key },
      value: { ...at, column: indent.length + key.length + sign.length, text: value },
    })
  }
  return found
}
