import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { TOKEN } from './locate-option.ts'

/** Names of a config file; the first that a folder holds is taken. */
export const CONFIG_FILE_NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `ghost-sync.config.${ending}`)

/**
 * Returns the absolute path of the config file: `configPath` (relative to `cwd`), or the nearest one in `cwd` or a folder above it. The search ends
 * at the folder that holds `.git`: a config above the repository belongs to another project.
 *
 * A config is code, or says where keys are sent, while content may come from anybody: from a site by `pull`, from a pull request. So a config that is
 * found in a folder which a config further up calls its content is refused, before it is read. With `configPath` the user names one on purpose.
 *
 * @throws GhostSyncFailure `config/not-found`, `config/in-content`
 */
export function findConfigFile(cwd: string, configPath?: string): string {
  if (configPath !== undefined) return findNamed(resolve(cwd, configPath), configPath)
  const start = resolve(cwd)
  for (let folder = start; ; folder = dirname(folder)) {
    const found = CONFIG_FILE_NAMES.map((name) => join(folder, name)).find(isFile)
    if (found !== undefined) return refuseInContent(found)
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) {
      throw new GhostSyncFailure(
        'config/not-found',
        `No ghost-sync.config.ts in ${describe(start, folder)}.`,
        EXIT_CODE.usage,
        {
          hint: 'In the folder of your Markdown, `ghost-sync init` writes one; --config FILE names another. To try without a site: `ghost-sync watch --sandbox --preview`.',
        },
      )
    }
  }
}

/** Checks every config above, beyond the repository too: it is only read, and content may be a repository of its own (a submodule). */
function refuseInContent(found: string): string {
  const home = dirname(found)
  for (let folder = dirname(home); ; folder = dirname(folder)) {
    for (const outer of CONFIG_FILE_NAMES.map((name) => join(folder, name)).filter(isFile)) {
      const folders = readFolders(outer)
      const root = folders?.find((one) => isInside(home, resolve(folder, one)))
      if (folders === undefined || root !== undefined) throw refuse(found, outer, root)
    }
    if (dirname(folder) === folder) return found
  }
}

function readFolders(file: string): readonly string[] | undefined {
  try {
    return readContentFolders(readFileSync(file, 'utf8'), file.endsWith('.json'))
  } catch {
    // An unreadable config may say anything.
    return undefined
  }
}

function refuse(found: string, outer: string, root: string | undefined): GhostSyncFailure {
  const why =
    root === undefined
      ? `lies below ${outer}, which does not say in plain words whether this folder is its content`
      : `lies in \`${root}\`, which ${outer} calls its content`
  return new GhostSyncFailure('config/in-content', `${found} ${why}; it was not used.`, EXIT_CODE.refused, {
    hint: `Content may be somebody else's, and a config is code. If this one is yours, name it: --config ${basename(found)}. If it is not, delete it.`,
  })
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

function findNamed(path: string, written: string): string {
  if (isFile(path)) return path
  throw new GhostSyncFailure('config/not-found', `There is no config file at ${written}.`, EXIT_CODE.usage, {
    hint: 'Give --config the path of a file; a relative one starts at the current folder.',
  })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function describe(start: string, end: string): string {
  return start === end ? start : `${start} or the folders above it, up to ${end}`
}

/** The content root of a config that names none. */
const DEFAULT_ROOT = 'content'

/**
 * Reads the folders that a config calls content, `content.root` and `content.assetRoots`, without running it. Undefined where they cannot be read,
 * since the config computes them.
 */
function readContentFolders(source: string, isJson: boolean): readonly string[] | undefined {
  if (isJson) return readJsonFolders(source)
  const tokens = [...source.matchAll(TOKEN)].map(([token]) => token).filter((token) => !/^(?:\n|\/\/|\/\*)/.test(token))
  const names = tokens.map((token) => token.replace(/^["'`]|["'`]$/g, ''))
  // A config whose sites are not written out is computed, so its folders cannot be read.
  if (!names.includes('sites') || /\.\.\./.test(tokens.join(''))) return undefined
  const roots: string[] = []
  let named = false
  for (const [at, name] of names.entries()) {
    if (name === 'content' && isKey(tokens, at) && tokens[at + 2] !== '{') return undefined
    if (name === 'content' && !isKey(tokens, at) && tokens[at] === name) return undefined
    if (name !== 'root' && name !== 'assetRoots') continue
    if (!isKey(tokens, at)) {
      // A string that equals this word means nothing; a variable of this name does.
      if (tokens[at] === name) return undefined
      continue
    }
    const texts = readTexts(tokens, at + 2)
    if (texts === undefined) return undefined
    roots.push(...texts)
    named ||= name === 'root'
  }
  return named ? roots : [DEFAULT_ROOT, ...roots]
}

function isKey(tokens: readonly string[], at: number): boolean {
  return tokens[at + 1] === ':'
}

/** Reads a text, or a list of texts, up to the end of the option. */
function readTexts(tokens: readonly string[], at: number): readonly string[] | undefined {
  const first = tokens[at]
  if (first === undefined) return undefined
  if (isText(first)) return /^[,}]$/.test(tokens[at + 1] ?? '') ? [unquote(first)] : undefined
  if (first !== '[') return undefined
  const end = tokens.indexOf(']', at)
  const inside = tokens.slice(at + 1, end).filter((token) => token !== ',')
  return end > 0 && inside.every(isText) ? inside.map(unquote) : undefined
}

/** Whether a token is a text without an escape or a placeholder. */
function isText(token: string): boolean {
  return /^(["'`])[^\\$]*\1$/.test(token)
}

function unquote(token: string): string {
  return token.slice(1, -1)
}

function readJsonFolders(source: string): readonly string[] | undefined {
  let written: unknown
  try {
    written = JSON.parse(source.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
  if (typeof written !== 'object' || written === null) return undefined
  const content: unknown = Reflect.get(written, 'content')
  if (content === undefined) return [DEFAULT_ROOT]
  if (typeof content !== 'object' || content === null) return undefined
  const root: unknown = Reflect.get(content, 'root') ?? DEFAULT_ROOT
  const others: unknown = Reflect.get(content, 'assetRoots') ?? []
  const all = [root, ...(Array.isArray(others) ? others : [others])]
  return all.every((folder) => typeof folder === 'string') ? all : undefined
}
