import { formatOptionPath, type OptionPath } from './option-problem.ts'

/**
 * Returns the 1-based line in which an option is written, or the nearest option around it; undefined when the source has neither. It reads object
 * literals without running anything, so what the config computes (a spread, a helper function) has no line. The line is only a help to the author.
 */
export function locateOption(source: string, path: OptionPath): number | undefined {
  const lines = listOptionLines(source)
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(formatOptionPath(path.slice(0, length)))
    if (line !== undefined) return line
  }
  return undefined
}

/** The meaning of an open bracket: an object or list with the path of its next entry, or something without options (a call, a block). */
type Frame =
  | { readonly kind: 'object'; readonly path: OptionPath; key: string | undefined }
  | { readonly kind: 'list'; readonly path: OptionPath; index: number }
  | { readonly kind: 'other' }

/** Matches the tokens of a config's source. Strings come first, because an address in a string has `//` in it. */
export const TOKEN =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_$][\w$]*|[{}[\](),:\n]|[^\s]/g

function listOptionLines(source: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const frames: Frame[] = []
  let line = 1
  let before = ''
  let beforeLine = 1
  for (const [token] of source.matchAll(TOKEN)) {
    const at = line
    line += token.split('\n').length - 1
    if (token === '\n' || token.startsWith('//') || token.startsWith('/*')) continue
    const frame = frames.at(-1)
    if (token === '{' || token === '[') frames.push(openFrame(token, frames))
    else if (token === '(') frames.push({ kind: 'other' })
    else if (token === '}' || token === ']' || token === ')') frames.pop()
    else if (token === ',' && frame?.kind === 'list') frame.index += 1
    else if (token === ',' && frame?.kind === 'object') frame.key = undefined
    else if (token === ':' && frame?.kind === 'object' && frame.key === undefined) {
      frame.key = before.replace(/^["'`]|["'`]$/g, '')
      const option = formatOptionPath([...frame.path, frame.key])
      if (!lines.has(option)) lines.set(option, beforeLine)
    }
    before = token
    beforeLine = at
  }
  return lines
}

function openFrame(token: '{' | '[', frames: readonly Frame[]): Frame {
  const parent = frames.at(-1)
  // A call around an object is ignored: `defineConfig({ ... })`.
  const inside =
    parent?.kind === 'object' && parent.key !== undefined
      ? [...parent.path, parent.key]
      : parent?.kind === 'list'
        ? [...parent.path, parent.index]
        : frames.every(({ kind }) => kind === 'other')
          ? []
          : undefined
  if (inside === undefined) return { kind: 'other' }
  return token === '{' ? { kind: 'object', path: inside, key: undefined } : { kind: 'list', path: inside, index: 0 }
}
