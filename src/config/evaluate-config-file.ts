import { readFile } from 'node:fs/promises'
import { basename, extname, sep } from 'node:path'
import { createJiti } from 'jiti'
import type { Problem } from '../model/problem.ts'
import { redactSecrets } from '../model/secrets.ts'
import { defineConfig } from './define-config.ts'
import type { WrittenConfig } from './written-config.ts'

export type EvaluatedConfig =
  | {
      readonly kind: 'evaluated'
      readonly written: unknown
      readonly source: string
      /**
       * Absolute paths of the file itself and of what it imports: TypeScript, JSON and CommonJS. Node itself imports JavaScript modules; it does not
       * list them, and reads none twice.
       */
      readonly files: readonly string[]
    }
  | { readonly kind: 'broken'; readonly problem: Problem }

const OPTIONS = ['project', 'sites', 'content', 'defaults', 'policies'] satisfies readonly (keyof WrittenConfig)[]

/**
 * Returns what the config file exports, unchecked. TypeScript and JavaScript are run, JSON is parsed. The file's own mistakes (syntax, a failed
 * import, an error that it throws) are returned as a problem, with the line where it is known.
 */
export async function evaluateConfigFile(path: string): Promise<EvaluatedConfig> {
  const file = basename(path)
  let source = ''
  try {
    source = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
    const { written, files } =
      extname(path) === '.json' ? { written: readJson(source), files: [path] } : await runConfig(path, source)
    if (written !== undefined) return { kind: 'evaluated', written, source, files }
  } catch (error) {
    return { kind: 'broken', problem: describeError(file, path, source, error) }
  }
  return {
    kind: 'broken',
    problem: {
      severity: 'error',
      code: 'config/no-default-export',
      file,
      message: 'The config file has no default export.',
      hint: 'End it with `export default defineConfig({ ... })`.',
    },
  }
}

/** Parses JSON. `$schema` is for the author's editor, and is no option of ours. */
function readJson(source: string): unknown {
  const written: unknown = JSON.parse(source)
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written
  return Object.fromEntries(Object.entries(written).filter(([name]) => name !== '$schema'))
}

async function runConfig(path: string, source: string): Promise<{ written: unknown; files: readonly string[] }> {
  // There is no cache on disk: it would keep a copy of a file that may hold a key by mistake. `ghost-sync` is a virtual module, so that the import
  // works from a clone and through npx, where it is in no node_modules.
  const jiti = createJiti(path, {
    fsCache: false,
    interopDefault: false,
    virtualModules: { 'ghost-sync': { defineConfig } },
  })
  // Otherwise Node itself would import an .mjs file, and keep it permanently.
  const evaluation = { id: path, filename: path, ext: extname(path), async: true, forceTranspile: true }
  // The cache of modules belongs to the process, and may hold those of a program that uses us.
  const before = new Set(Object.keys(jiti.cache))
  const listLoaded = () => Object.keys(jiti.cache).filter((file) => !before.has(file))
  try {
    const exported = findExport(await jiti.evalModule(source, evaluation))
    const written = typeof exported === 'function' ? await exported() : await exported
    const imported = listLoaded().filter((file) => file !== path && !file.split(sep).includes('node_modules'))
    return { written, files: [path, ...imported] }
  } finally {
    // A watch loads the file again after every edit, and the imported files have to be loaded again as well.
    for (const file of listLoaded()) delete jiti.cache[file]
  }
}

/** Returns the default export, or `module.exports`, which the loader returns directly. */
function findExport(module: unknown): unknown {
  if (typeof module === 'function') return module
  if (typeof module !== 'object' || module === null) return undefined
  if ('default' in module) return module.default
  return OPTIONS.some((option) => option in module) ? module : undefined
}

function describeError(file: string, path: string, source: string, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const line = findLine(path, source, error instanceof Error ? `${text}\n${error.stack ?? ''}` : text)
  // The loader's message continues with the path and a require stack, which are of no use to the author; that of JSON.parse continues with a piece of
  // the file, which may be a piece of a key.
  const reason = redactSecrets(
    text
      .replace(/^ParseError:/, '')
      .replace(/(\n|, (\.\.\.)?"| in JSON at position ).*$/s, '')
      .trim(),
  )
  return {
    severity: 'error',
    code: 'config/unreadable',
    file,
    ...(line === undefined ? {} : { line }),
    message: `The config file cannot be read: ${reason.replace(/\.$/, '')}.`,
    hint: file.endsWith('.json')
      ? 'Correct the JSON: names and texts in double quotes, no comments, no comma after the last entry.'
      : 'Correct the file; it has to be TypeScript or JavaScript that runs on its own, importing only what is installed.',
  }
}

/** Finds `path:LINE:COLUMN` in a stack; for JSON, the position that JSON.parse names. */
function findLine(path: string, source: string, text: string): number | undefined {
  const at = text.indexOf(`${path}:`)
  const position = /in JSON at position (\d+)/.exec(text)?.[1]
  if (at === -1) return position === undefined ? undefined : source.slice(0, Number(position)).split('\n').length
  const line = /^\d+/.exec(text.slice(at + path.length + 1))?.[0]
  return line === undefined ? undefined : Number(line)
}
