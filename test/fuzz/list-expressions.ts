import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'
import { parseSync } from './expression-tools.mjs'

const root = join(import.meta.dirname, '../..')

export interface Expression {
  /** `src/scan/assets/asset-urls.ts:12`. */
  readonly place: string
  readonly source: string
  readonly flags: string
}

/** Every regular expression that stands in `src`, and how many each file builds from texts. */
export function listExpressions(): {
  readonly written: readonly Expression[]
  readonly built: ReadonlyMap<string, number>
} {
  const written: Expression[] = []
  const built = new Map<string, number>()
  for (const file of fastGlob.sync('src/**/*.ts', { cwd: root }).sort()) {
    const text = readFileSync(join(root, file), 'utf8')
    walk(parseSync(file, text).program, (node) => {
      const { regex, start, type, callee } = node
      if (isRecord(regex)) {
        const line = text.slice(0, Number(start)).split('\n').length
        written.push({ place: `${file}:${line}`, source: String(regex.pattern), flags: String(regex.flags) })
      }
      const isCall = type === 'NewExpression' || type === 'CallExpression'
      if (isCall && isRecord(callee) && callee.name === 'RegExp') built.set(file, (built.get(file) ?? 0) + 1)
    })
  }
  return { written, built }
}

function walk(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit)
  else if (isRecord(node)) {
    visit(node)
    for (const child of Object.values(node)) walk(child, visit)
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof RegExp)
}
