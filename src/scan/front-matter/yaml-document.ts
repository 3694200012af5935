import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml'
import { findTextKind } from './front-matter-keys.ts'

export interface YamlText {
  readonly text: string
  readonly document: Document.Parsed<ParsedNode>
  /** Returns the 0-based line of an offset. */
  readonly lineAt: (offset: number) => number
}

/**
 * Parses a YAML 1.2 block. Dates and numbers stay the strings that were written: no Ghost field is a number, and `title: 1.10` read as a number would
 * become the title "1.1".
 */
export function parseYamlText(text: string): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    // Problems are values; the package would print some of them with `process.emitWarning`.
    logLevel: 'error',
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)),
  })
  return { text, document, lineAt: (offset) => Math.max(lines.linePos(offset).line, 1) - 1 }
}

/** A place where YAML does not read what its author wrote. */
export interface YamlFault {
  /** 0-based line in the block. */
  readonly line: number
  readonly kind: 'syntax' | 'alias' | 'anchor' | 'tag'
  /** The parser's error, of a fault in the syntax. */
  readonly error?: YAMLError
}

/**
 * Lists the faults of a block, in order: broken syntax, an alias of nothing, and an anchor or a tag at a text, which only a value that begins with `&`
 * or `!` can have made. Keys that are written twice are not among them.
 */
export function listYamlFaults({ document, lineAt }: YamlText): YamlFault[] {
  const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY')
  // Beside a syntax error, the parser's values are often no real values.
  if (broken.length > 0) return broken.map((error) => ({ line: lineAt(error.pos[0]), kind: 'syntax', error }))
  const faults: YamlFault[] = []
  const nodes = listNodes(document.contents)
  const aliases = new Set(nodes.flatMap((node) => (isAlias(node) ? [node.source] : [])))
  const anchors = new Set(nodes.flatMap((node) => (isNode(node) && 'anchor' in node ? [node.anchor] : [])))
  for (const node of nodes) {
    if (isAlias(node) && !anchors.has(node.source)) faults.push({ line: lineAt(node.range?.[0] ?? 0), kind: 'alias' })
  }
  for (const pair of isMap(document.contents) ? document.contents.items : []) {
    if (!isScalar(pair.key) || findTextKind(String(pair.key.value)) === undefined) continue
    for (const node of listNodes(pair.value)) {
      // An anchor in front of a text in quotes is meant as one, whether or not it is used.
      if (!isScalar(node) || (node.type !== undefined && node.type !== 'PLAIN')) continue
      const line = lineAt(node.range?.[0] ?? 0)
      if (node.anchor !== undefined && !aliases.has(node.anchor)) faults.push({ line, kind: 'anchor' })
      else if (node.tag !== undefined && !node.tag.startsWith('tag:')) faults.push({ line, kind: 'tag' })
    }
  }
  return faults.sort((one, other) => one.line - other.line)
}

/** Lists all nodes, without recursion: a block may be nested as deep as its author likes. */
export function listNodes(contents: unknown): unknown[] {
  const found: unknown[] = []
  const waiting: unknown[] = [contents]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node)
    if (isPair(node)) waiting.push(node.value ?? undefined, node.key ?? undefined)
    else if (isCollection(node)) for (const item of node.items) waiting.push(item)
    while (waiting.length > 0 && waiting.at(-1) === undefined) waiting.pop()
  }
  return found
}
