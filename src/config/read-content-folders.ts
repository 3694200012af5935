import { TOKEN } from './locate-option.ts'

/** Of a config that names none. */
const DEFAULT_ROOT = 'content'

/**
 * The folders that a config calls content, `content.root` and `content.assetRoots`, as they are written: read without running it. Undefined
 * where that cannot be told, since the config works them out.
 */
export function readContentFolders(source: string, isJson: boolean): readonly string[] | undefined {
  if (isJson) return readJsonFolders(source)
  const tokens = [...source.matchAll(TOKEN)].map(([token]) => token).filter((token) => !/^(?:\n|\/\/|\/\*)/.test(token))
  const names = tokens.map((token) => token.replace(/^["'`]|["'`]$/g, ''))
  // Without the sites this is no config that is written out.
  if (!names.includes('sites') || /\.\.\./.test(tokens.join(''))) return undefined
  const roots: string[] = []
  let named = false
  for (const [at, name] of names.entries()) {
    if (name === 'content' && isKey(tokens, at) && tokens[at + 2] !== '{') return undefined
    if (name === 'content' && !isKey(tokens, at) && tokens[at] === name) return undefined
    if (name !== 'root' && name !== 'assetRoots') continue
    if (!isKey(tokens, at)) {
      // A text that happens to be this word says nothing; a variable of this name does.
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

/** A text, or a list of them, that ends with the option. */
function readTexts(tokens: readonly string[], at: number): readonly string[] | undefined {
  const first = tokens[at]
  if (first === undefined) return undefined
  if (isText(first)) return /^[,}]$/.test(tokens[at + 1] ?? '') ? [unquote(first)] : undefined
  if (first !== '[') return undefined
  const end = tokens.indexOf(']', at)
  const inside = tokens.slice(at + 1, end).filter((token) => token !== ',')
  return end > 0 && inside.every(isText) ? inside.map(unquote) : undefined
}

/** Without an escape or a placeholder in it. */
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
