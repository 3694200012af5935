import { existsSync } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { parseJsonFrontMatter } from '../../scan/front-matter/parse-json.ts'
import { parseToml } from '../../scan/front-matter/parse-toml.ts'
import { parseYaml } from '../../scan/front-matter/parse-yaml.ts'

/** The files of a project as its tool is recognised by them. */
export interface ProjectFiles {
  readonly folder: string
  /** Every Markdown file, relative, forward slashes, sorted; hidden folders, packages and what tools build are left out. */
  readonly markdown: readonly string[]
  readonly has: (...paths: readonly string[]) => boolean
  /** The text of the first of these files that exists. */
  readonly read: (...paths: readonly string[]) => Promise<string | undefined>
  /** The settings in the first of these files that exists, by its extension; none where it cannot be read. */
  readonly readSettings: (...paths: readonly string[]) => Promise<Settings>
  /** The files of settings that could not be read so far. */
  readonly unreadable: ReadonlySet<string>
}

/** A tool's config. Names are looked up in any case, as Hugo reads them. */
export interface Settings {
  readonly isThere: boolean
  /** Follows the names down; undefined where one is missing. */
  readonly get: (...names: readonly string[]) => unknown
  readonly text: (...names: readonly string[]) => string | undefined
  readonly list: (...names: readonly string[]) => readonly string[]
  readonly keys: (...names: readonly string[]) => readonly string[]
}

const MARKDOWN = /\.(?:md|mdx|markdown|mdown|qmd|rmd)$/i

/** Folders of packages and of what tools build. */
const BUILT = /^(?:node_modules|vendor|themes|dist|build|_site|target|resources|bower_components|__pycache__)$/i

/** More Markdown than this is not looked at: a folder that is so large is no blog. */
const MOST_FILES = 50_000

export async function listProjectFiles(folder: string): Promise<ProjectFiles> {
  const markdown: string[] = []
  const queue = ['']
  for (const at of queue) {
    const entries = await readdir(join(folder, at), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(error.code ?? '')) return []
      throw error
    })
    for (const entry of entries) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`
      if (entry.isDirectory() && !entry.name.startsWith('.') && !BUILT.test(entry.name)) queue.push(path)
      else if (entry.isFile() && MARKDOWN.test(entry.name) && !entry.name.startsWith('.')) markdown.push(path)
    }
    if (markdown.length > MOST_FILES) break
  }
  const first = (paths: readonly string[]) => paths.find((path) => existsSync(join(folder, path)))
  const unreadable = new Set<string>()
  const home = await realpath(folder).catch(() => folder)
  const read = async (...paths: readonly string[]) => {
    const path = first(paths)
    return path === undefined ? undefined : readSmallFile(home, path)
  }
  return {
    folder,
    markdown: markdown.sort(),
    has: (...paths) => first(paths) !== undefined,
    read,
    readSettings: async (...paths) => {
      const path = first(paths)
      if (path === undefined) return NO_SETTINGS
      const text = await readSmallFile(home, path)
      const settings = text === undefined ? undefined : parseSettings(path, text)
      if (settings === undefined) unreadable.add(path)
      return settings ?? NO_SETTINGS
    },
    unreadable,
  }
}

/** No config is so large; a file that is one has been put there to be read for hours. */
const MOST_BYTES = 1_000_000

/** Reads a file of the project; undefined for a folder, a device, one that is too large, and a link that leads out of the project. */
async function readSmallFile(home: string, path: string): Promise<string | undefined> {
  try {
    const real = await realpath(join(home, path))
    const found = await stat(real)
    if (!real.startsWith(`${home}${sep}`) || !found.isFile() || found.size > MOST_BYTES) return undefined
    return await readFile(real, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** Undefined where the text is broken, so that nothing of it is known. */
function parseSettings(path: string, text: string): Settings | undefined {
  const parse = path.endsWith('.toml') ? parseToml : path.endsWith('.json') ? parseJsonFrontMatter : parseYaml
  // The last of several YAML documents, and what Windows editors put before the first line, are no part of the settings.
  const { entries, findings } = parse(
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
      .replace(/^---\n/, ''),
    1,
  )
  if (entries.size === 0 && findings.some(({ severity }) => severity === 'error')) return undefined
  return describeSettings(Object.fromEntries([...entries].map(([key, { value }]) => [key, value])))
}

function describeSettings(values: unknown): Settings {
  const get = (...names: readonly string[]): unknown =>
    names.reduce<unknown>((value, name) => {
      if (typeof value !== 'object' || value === null) return undefined
      const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase())
      return key === undefined ? undefined : Reflect.get(value, key)
    }, values)
  return {
    isThere: true,
    get,
    text: (...names) => {
      const value = get(...names)
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
    },
    list: (...names) => {
      const value = get(...names)
      return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string')
    },
    keys: (...names) => {
      const value = get(...names)
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
    },
  }
}

const NO_SETTINGS: Settings = { ...describeSettings({}), isThere: false }

/** Characters of a program that are looked at: a config is short, and a file of any size may lie under its name. */
const LONGEST_PROGRAM = 200_000

/** Reads a text in quotes after a name in a config that is a program, which is not run: `url: 'https://example.com'`. */
export function findQuoted(program: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s,{(])['"]?${name}['"]?\\s*:\\s*(['"\`])([^'"\`\\n$]{1,500})\\1`, 'm').exec(
    program.slice(0, LONGEST_PROGRAM),
  )
  return match?.[2]
}

/** Lists the first folders below `root` that hold Markdown, with the number of files in each; '' for those that lie in `root` itself. */
export function countByFolder(markdown: readonly string[], root: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const path of below(markdown, root)) {
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return counts
}

/** Returns the paths below a folder, relative to it. */
export function below(markdown: readonly string[], root: string): readonly string[] {
  if (root === '.') return markdown
  return markdown.filter((path) => path.startsWith(`${root}/`)).map((path) => path.slice(root.length + 1))
}

/** Writes a count with its noun: `1 file`, `1,004 files`. */
export function countFiles(count: number, noun = 'file'): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`
}
