import { digestPath, type Ledger, markPost } from '../ghost/ledger.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { digestBody, digestField } from './digest-field.ts'
import { isCopy } from './match-posts.ts'

/** A post of ours that is gone from the site, known by something else than the path of its file. */
export interface Departed {
  /** The id that it had. */
  readonly id: string
  /** By its title alone nothing is certain: two posts may have the same. */
  readonly by: 'slug' | 'body' | 'title'
}

export interface DepartedInput {
  readonly project: string
  readonly siteUrl: string
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  /** Of every file of the repository. */
  readonly paths: Iterable<string>
  readonly ledger: Ledger
}

/**
 * Finds the files that the site knows as posts which are gone, though not by their path: their folder was renamed, the content root or the project. An
 * entry whose file or post is still there tells of that one, and of no other.
 */
export function findDeparted(input: DepartedInput): ReadonlyMap<string, Departed> {
  const { project, siteUrl, desired, remote, ledger } = input
  const alive = new Set(remote.map(({ id }) => id))
  const taken = new Set([
    ...[...input.paths].map((path) => digestPath(project, path)),
    ...remote.flatMap((post) => {
      const key = post.base.kind === 'none' ? undefined : digestPath(post.base.stamp.project, post.base.stamp.path)
      return key === undefined || isCopy(post, ledger.entries.get(key), siteUrl) ? [] : [key]
    }),
  ])
  const gone = [...ledger.marks].flatMap(([key, marks]) => {
    const id = ledger.entries.get(key)
    return id === undefined || alive.has(id) || taken.has(key) ? [] : [{ id, marks }]
  })
  const found = new Map<string, Departed>()
  if (gone.length === 0) return found
  for (const { path, fields, body } of desired) {
    if (ledger.entries.has(digestPath(project, path))) continue
    const digest = (field: 'slug' | 'title') => digestField(field, fields[field], siteUrl)
    const own = markPost({ slug: digest('slug'), title: digest('title'), body: digestBody(body, siteUrl) })
    const isEmpty = body.children.every(({ type, children }) => type === 'paragraph' && (children ?? []).length === 0)
    for (const by of isEmpty ? (['slug', 'title'] as const) : (['slug', 'body', 'title'] as const)) {
      const entry = gone.find(({ marks }) => marks[by] === own?.[by])
      if (entry === undefined) continue
      found.set(path, { id: entry.id, by })
      break
    }
  }
  return found
}
