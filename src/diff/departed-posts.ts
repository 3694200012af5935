import { digestPath, type Ledger, markPost } from '../ghost/ledger/ledger.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { FieldName } from '../model/fields.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { type ComparisonContext, digestBody, digestField } from './compare/digests.ts'
import { isCopy } from './match-posts.ts'

/** A deleted post of ours that is recognised by something else than the path of its file. */
export interface Departed {
  /** The id of the deleted post. */
  readonly id: string
  /** The title alone is no proof: two posts may have the same. */
  readonly by: 'slug' | 'body' | 'title'
}

export interface DepartedInput {
  readonly project: string
  readonly siteUrl: string
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  /** The paths of every file of the repository. */
  readonly paths: Iterable<string>
  readonly ledger: Ledger
}

/**
 * Finds the files whose posts are deleted and that the site's ledger knows under another path: their folder, the content root or the project was
 * renamed. An entry whose file or post still exists is about that one only.
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

/** Files that a post shows, that are gone from the site, and that the repository still has. */
export interface Lost {
  readonly urls: readonly string[]
  /** The fields that show them. */
  readonly fields: readonly FieldName[]
}

/**
 * Finds the files of a post that are gone from the site. The comparison sees no difference: the address is right, but the site serves nothing there.
 * A file that the Markdown names by this address is left out, because there is no file to upload.
 */
export function findLost(desired: DesiredPost, remote: RemotePost, { gone }: Pick<ComparisonContext, 'gone'>): Lost {
  const urls = new Set<string>()
  const fields = new Set<FieldName>()
  const look = (field: FieldName, here: unknown, there: unknown) => {
    const [file, post] = [JSON.stringify(here ?? null), JSON.stringify(there ?? null)]
    for (const url of gone ?? []) {
      if (!post.includes(url) || file.includes(url)) continue
      urls.add(url)
      fields.add(field)
    }
  }
  look('body', desired.body, remote.body)
  for (const [field, value] of Object.entries(desired.fields)) {
    const name = field as keyof typeof desired.fields
    look(name, value, remote.fields[name])
  }
  return { urls: [...urls].sort(), fields: [...fields] }
}
