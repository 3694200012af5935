import path from 'node:path'
import fg from 'fast-glob'
import { toPosix } from '../../model/text.ts'
import { type FindByName, listNames } from './locate-asset.ts'

/** More files than this are no attachments of a vault. */
const MOST_FILES = 200_000

/**
 * Makes a finder of files by their name alone, as Obsidian finds attachments in its vault. The folders are listed once, when the first file is
 * missing where its path says.
 *
 * @param roots absolute paths
 */
export function createNameFinder(roots: readonly string[]): FindByName {
  let index: Promise<ReadonlyMap<string, readonly string[]>> | undefined
  return async (target) => {
    index ??= listFiles(roots)
    const byName = await index
    for (const written of listNames(target)) {
      const wanted = reduce(written.replace(/^(?:\.{0,2}\/)+/, ''))
      const named = byName.get(path.posix.basename(wanted)) ?? []
      const found = named.filter((one) => reduce(one).endsWith(`/${wanted}`))
      if (found.length > 0) return preferFirst(found, roots)
      // The folder in the link is that of another tool, or was renamed: the name alone decides where only one file has it.
      const near = preferFirst(named, roots)
      if (near.length === 1) return near
    }
    return []
  }
}

/** The content root comes before the folders that hold other vaults as well. In order, since folders are listed as they answer. */
function preferFirst(found: readonly string[], roots: readonly string[]): readonly string[] {
  const own = roots.map((root) => found.filter((one) => one.startsWith(`${toPosix(root)}/`)))
  return (own.find((some) => some.length > 0) ?? found).toSorted()
}

async function listFiles(roots: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const byName = new Map<string, string[]>()
  const seen = new Set<string>()
  for (const root of roots) {
    const files = fg.stream('**/*', {
      cwd: root,
      absolute: true,
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**'],
    })
    for await (const found of files) {
      const file = String(found)
      if (seen.has(file) || /\.(?:md|mdx|qmd|markdown)$/i.test(file)) continue
      seen.add(file)
      if (seen.size > MOST_FILES) return byName
      const name = reduce(path.posix.basename(file))
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [file])
      else list.push(file)
    }
  }
  return byName
}

function reduce(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
