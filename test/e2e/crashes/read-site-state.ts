import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Connection } from '../../../src/ghost/transport/connection.ts'
import { listPages } from '../../../src/ghost/transport/lists.ts'

/** What a site has of a lane: every post and page by slug, every stored file by name, with all that does not differ from one run to the next. */
export interface SiteState {
  readonly posts: ReadonlyMap<string, string>
  readonly files: readonly string[]
}

/** What Ghost makes anew for every post, or sets to the time. */
const CHANGING = new Set([
  'id',
  'uuid',
  'comment_id',
  'created_at',
  'updated_at',
  'url',
  'count',
  'primary_tag',
  'primary_author',
])

/** Reads whole posts, whatever has the lane in its slug, tag or no tag: half-written ones as well. */
export async function readSiteState(line: Connection, lane: string, contentFolder: string): Promise<SiteState> {
  const posts = new Map<string, string>()
  for (const resource of ['posts', 'pages']) {
    const query = { formats: 'lexical,mobiledoc,html', include: 'tags,authors,tiers', filter: `slug:~^'${lane}-'` }
    for (const row of await listPages(line, resource, query)) {
      const kept = Object.entries(row).filter(([key]) => !CHANGING.has(key))
      const text = JSON.stringify({
        resource,
        ...Object.fromEntries(kept.map(([key, value]) => [key, simplify(value)])),
      })
      // Ghost names folders by the month, which may turn between two pushes.
      const placed = text.replaceAll(line.url, 'SITE').replace(/(\/content\/\w+\/)\d{4}\/\d{2}\//g, '$1')
      posts.set(String(row.slug), placed)
    }
  }
  return { posts, files: listFiles(contentFolder, lane) }
}

/** Tags, authors and tiers by what they are called, in their order; of a document, the order of its keys says nothing. */
function simplify(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{"root"')) return sortKeys(withoutHistory(value))
  if (!Array.isArray(value)) return value
  return value.map((entry: { readonly slug?: unknown; readonly name?: unknown }) => [entry.slug, entry.name])
}

/** A document without what tells of the writes that have led to it: their number, and the mark of a removal that was cut off. */
function withoutHistory(text: string): unknown {
  const { ghostSyncRemoval: _mark, ghostSync, ...document } = JSON.parse(text) as Record<string, unknown>
  const { seq: _seq, ...stamp } = (ghostSync ?? {}) as Record<string, unknown>
  return { ...document, ghostSync: stamp }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]))
}

/** Names of the files that the lane's pictures and papers were stored under; without the originals that Ghost keeps beside them (`_o`). */
export function listFiles(contentFolder: string, lane: string): readonly string[] {
  return locateFiles(contentFolder)
    .map((path) => basename(path))
    .filter((name) => name.startsWith(`${lane}-`) && !/_o\.\w+$/.test(name))
    .sort()
}

export function locateFiles(contentFolder: string): readonly string[] {
  // Ghost makes `files` with the first upload into it.
  const folders = ['images', 'files'].filter((folder) => existsSync(join(contentFolder, folder)))
  return folders.flatMap((folder) =>
    readdirSync(join(contentFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/size/'))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
}
