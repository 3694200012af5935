import type { SourceFile } from '../source/source-file.ts'

/** What a name means among the files of a project. */
export type NoteMatch =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'none' }
  /** Paths of files that have the name. */
  | { readonly kind: 'several'; readonly paths: readonly string[] }

/** Finds a file by its name, or by the end of its path, wherever it lies: as Obsidian finds notes, and Jekyll and Hugo posts. */
export type FindNote = (name: string) => NoteMatch

/**
 * Makes the index of the files that go to a site. It is built when it is first asked, since most projects never ask.
 *
 * @param paths `SourceFile.path` of every file, in NFC
 */
export function createNoteIndex(paths: () => Iterable<string>, sources: readonly SourceFile[]): FindNote {
  let index: ReturnType<typeof buildIndex> | undefined
  return (name) => {
    index ??= buildIndex(paths(), sources)
    const wanted = reduce(name)
    if (wanted === '') return { kind: 'none' }
    const named = index.byName.get(wanted.slice(wanted.lastIndexOf('/') + 1)) ?? []
    const whole = named.filter(({ stem }) => stem === wanted)
    const matching = whole.length > 0 ? whole : named.filter(({ stem }) => stem.endsWith(`/${wanted}`))
    const found = matching.length > 0 ? matching.map(({ path }) => path) : (index.byAlias.get(wanted) ?? [])
    const [only] = found
    if (only === undefined) return { kind: 'none' }
    return found.length === 1 ? { kind: 'one', path: only } : { kind: 'several', paths: found }
  }
}

interface Named {
  readonly path: string
  /** The path without its extension, in lower case. */
  readonly stem: string
}

function buildIndex(paths: Iterable<string>, sources: readonly SourceFile[]) {
  const byName = new Map<string, Named[]>()
  for (const path of paths) {
    const stem = reduce(path)
    // A folder's `index.md` has the name of the folder as well.
    const folder = /^(.+)\/_?index$/.exec(stem)?.[1]
    for (const one of folder === undefined ? [stem] : [stem, folder]) {
      const name = one.slice(one.lastIndexOf('/') + 1)
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [{ path, stem: one }])
      else list.push({ path, stem: one })
    }
  }
  const byAlias = new Map<string, string[]>()
  for (const { path, frontMatter } of sources) {
    const value = (frontMatter.entries.get('aliases') ?? frontMatter.entries.get('alias'))?.value
    for (const alias of new Set([value].flat().flatMap((one) => (typeof one === 'string' ? [reduce(one)] : []))))
      byAlias.set(alias, [...(byAlias.get(alias) ?? []), path.normalize('NFC')])
  }
  return { byName, byAlias }
}

/** Case does not count, nor how accents are composed, nor the extension. */
function reduce(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<!\/)\/+$/, '')
    .replace(/\.(?:md|mdx|qmd|markdown)$/, '')
    .trim()
}
