import { createHash } from 'node:crypto'
import { MARK_LENGTH } from './ledger-format.ts'
import type { RemotePost, Stamp } from './remote-post.ts'

/**
 * What a site remembers of the posts that it has had from us: the id of each by source path. A post that was deleted in Ghost Admin takes
 * its stamp with it, and would look like a file that was never pushed. It is kept in Ghost like everything else that the next run has to know:
 * in the code injection of an internal tag of its own, which no post carries, so that no list of posts brings it along (a thousand
 * posts would otherwise be read with a thousand copies).
 */
export interface Ledger {
  /** Post id by `digestPath`. Entries of other projects that use the same ownership tag are among them, and stay. */
  readonly entries: ReadonlyMap<string, string>
  /** What else the post of an entry can be known by, when its file is at another path; absent for one that an older version wrote. */
  readonly marks: ReadonlyMap<string, LedgerMarks>
  /** The tags that hold it, oldest first; none before the first push. Two pushes at once can make two, and many posts need more than one. */
  readonly tags: readonly LedgerTag[]
}

/** Digests of what a file said when it was written last. Of the text and the title: a file may be renamed and get another slug with that. */
export interface LedgerMarks {
  readonly slug: string
  readonly title: string
  readonly body: string
}

export interface LedgerTag {
  readonly id: string
  readonly head: string
  readonly foot: string
}

/** @returns undefined for a stamp that lacks one of the three */
export function markPost({ slug, title, body }: Stamp['fields']): LedgerMarks | undefined {
  if (slug === undefined || title === undefined || body === undefined) return undefined
  return { slug: mark('slug', slug), title: mark('title', title), body: mark('body', body) }
}

function mark(field: keyof LedgerMarks, digest: string): string {
  return createHash('sha256').update(`${field}\0${digest}`).digest('base64url').slice(0, MARK_LENGTH)
}

/** The key of a file's entry: 36 bits of a digest, so that 5,900 entries fit into one tag; of two files in 10 million one is mistaken for another. */
export function digestPath(project: string, path: string): string {
  return createHash('sha256').update(`${project}\0${path}`).digest('base64url').slice(0, 6)
}

/** Stands for the id in an entry that says nothing of where a post is, but that it may have been sent by e-mail. */
const SENT = 'f'.repeat(24)

/**
 * The entry of a post that was made again (`push --recreate`, `restore`): Ghost's record of its e-mail went with the post that it was, and the new one would be sent
 * a second time.
 */
export function noteSent(project: string, path: string): readonly [key: string, value: string] {
  return [digestPath(project, `${path}\0sent`), SENT]
}

export function isNotedAsSent({ entries }: Pick<Ledger, 'entries'>, project: string, path: string): boolean {
  return entries.get(noteSent(project, path)[0]) === SENT
}

/** Whether an entry names a post. */
export function isPostEntry(value: string): boolean {
  return value !== SENT
}

/** Which post belongs to each of these files, as far as the site remembers: its id by source path. */
export function findPublished(paths: Iterable<string>, project: string, { entries }: Ledger): Map<string, string> {
  return new Map(
    [...paths].flatMap((path) => {
      // Written by a version that took a path as the disk spelt it.
      const id = entries.get(digestPath(project, path)) ?? entries.get(digestPath(project, path.normalize('NFD')))
      return id === undefined ? [] : [[path, id] as const]
    }),
  )
}

/** Source paths that the stamps of these posts name. */
export function listStampedPaths(posts: readonly RemotePost[]): string[] {
  return posts.flatMap(({ base }) => (base.kind === 'none' ? [] : [base.stamp.path]))
}
