import { createHash } from 'node:crypto'
import type { RemotePost, Stamp } from '../posts/remote-post.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { listPages, quoteFilterValue } from '../transport/lists.ts'

/**
 * What a site remembers of our posts: the id of each by source path. A post that was deleted in Ghost Admin takes its stamp with it, and would look
 * like a file that was never pushed. The ledger is stored in Ghost like everything else that the next run needs: in the code injection of an internal
 * tag that no post carries, so that no list of posts includes it (a thousand posts would otherwise be read with a thousand copies).
 */
export interface Ledger {
  /** Post id by `digestPath`. It includes entries of other projects that use the same ownership tag; they stay. */
  readonly entries: ReadonlyMap<string, string>
  /** Digests by which the post of an entry is recognised when its file has another path; absent for an entry of an older version. */
  readonly marks: ReadonlyMap<string, LedgerMarks>
  /** The tags that hold it, oldest first; none before the first push. Two concurrent pushes can make two, and many posts need more than one. */
  readonly tags: readonly LedgerTag[]
}

/** Digests of what a file said when it was written last: slug, title and text. A file may be renamed, and gets another slug with that. */
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

/** Returns the marks of a stamp. @returns undefined for a stamp that lacks one of the three */
export function markPost({ slug, title, body }: Stamp['fields']): LedgerMarks | undefined {
  if (slug === undefined || title === undefined || body === undefined) return undefined
  return { slug: mark('slug', slug), title: mark('title', title), body: mark('body', body) }
}

function mark(field: keyof LedgerMarks, digest: string): string {
  return createHash('sha256').update(`${field}\0${digest}`).digest('base64url').slice(0, MARK_LENGTH)
}

/**
 * Returns the key of a file's entry: 36 bits of a digest, so that 5,900 entries fit into one tag; of two files in 10 million one is mistaken for
 * another.
 */
export function digestPath(project: string, path: string): string {
  return createHash('sha256').update(`${project}\0${path}`).digest('base64url').slice(0, 6)
}

/** Stands in place of the id in an entry that only says that the post may have been sent by e-mail. */
const SENT = 'f'.repeat(24)

/**
 * Returns the entry of a post that was created again (`push --recreate`, `restore`): Ghost's record of its e-mail was deleted with the old post, and
 * the new one would be sent a second time.
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

/** Returns the post of each of these files, according to the ledger: its id by source path. */
export function findPublished(paths: Iterable<string>, project: string, { entries }: Ledger): Map<string, string> {
  return new Map(
    [...paths].flatMap((path) => {
      // An older version used the path as the disk spelt it.
      const id = entries.get(digestPath(project, path)) ?? entries.get(digestPath(project, path.normalize('NFD')))
      return id === undefined ? [] : [[path, id] as const]
    }),
  )
}

/** Lists the source paths in the stamps of these posts. */
export function listStampedPaths(posts: readonly RemotePost[]): string[] {
  return posts.flatMap(({ base }) => (base.kind === 'none' ? [] : [base.stamp.path]))
}

/** Ghost's limit of the field that stores a ledger, in characters and, on MySQL, in bytes; its text is ASCII. */
const LONGEST = 65_535
/** An HTML comment: if a theme ever prints it, readers see nothing. */
const LEDGER_BEGIN = '<!-- ghost-sync-ledger 1 '
const LEDGER_END = ' -->'
/** Marks are in fields of their own: an older version continues to read the entries, and loses the marks with its next write. */
const MARKS_BEGIN = '<!-- ghost-sync-ledger-marks 1 '
/** Characters of a path's digest, and of an id as base64. */
const KEY_LENGTH = 6
const ENTRY_LENGTH = KEY_LENGTH + 16
const ENTRIES_PER_FIELD = Math.floor((LONGEST - LEDGER_BEGIN.length - LEDGER_END.length) / ENTRY_LENGTH)
/** Characters of one mark: a digest of the slug, the title or the text. */
const MARK_LENGTH = 6
const MARKED_LENGTH = KEY_LENGTH + 3 * MARK_LENGTH
const MARKED_PER_FIELD = Math.floor((LONGEST - MARKS_BEGIN.length - LEDGER_END.length) / MARKED_LENGTH)

/** Reads the ids in one field of a ledger. Any text but version 1 holds none, because a person may have written it. */
export function parseLedgerText(text: string): readonly (readonly [string, string])[] {
  return unpack(text, LEDGER_BEGIN, ENTRY_LENGTH).map(
    (entry) => [entry.slice(0, KEY_LENGTH), Buffer.from(entry.slice(KEY_LENGTH), 'base64url').toString('hex')] as const,
  )
}

/** Reads the marks in one field of a ledger. */
export function parseMarksText(text: string): readonly (readonly [string, LedgerMarks])[] {
  return unpack(text, MARKS_BEGIN, MARKED_LENGTH).map((entry) => {
    const [slug = '', title = '', body = ''] = [0, 1, 2].map((nth) =>
      entry.slice(KEY_LENGTH + nth * MARK_LENGTH, KEY_LENGTH + (nth + 1) * MARK_LENGTH),
    )
    return [entry.slice(0, KEY_LENGTH), { slug, title, body }] as const
  })
}

function unpack(text: string, begin: string, length: number): readonly string[] {
  const packed = text.slice(begin.length, -LEDGER_END.length)
  const isWhole = text.startsWith(begin) && text.endsWith(LEDGER_END) && packed.length % length === 0
  if (!isWhole || !/^[\w-]*$/.test(packed)) return []
  return Array.from({ length: packed.length / length }, (_, nth) => packed.slice(nth * length, (nth + 1) * length))
}

/**
 * Writes a ledger into as many fields as it needs, in an order that depends on the entries alone. An id that cannot be one of Ghost's is left out.
 */
export function composeLedgerTexts(
  entries: ReadonlyMap<string, string>,
  marks: ReadonlyMap<string, LedgerMarks> = new Map(),
): readonly string[] {
  const known = [...entries]
    .filter(([, id]) => /^[0-9a-f]{24}$/.test(id))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const ids = known.map(([key, id]) => `${key}${Buffer.from(id, 'hex').toString('base64url')}`)
  const marked = known.flatMap(([key]) => {
    const mark = marks.get(key)
    return mark === undefined ? [] : [`${key}${mark.slug}${mark.title}${mark.body}`]
  })
  return [...split(ids, ENTRIES_PER_FIELD, LEDGER_BEGIN), ...split(marked, MARKED_PER_FIELD, MARKS_BEGIN)]
}

function split(packed: readonly string[], perField: number, begin: string): readonly string[] {
  return Array.from({ length: Math.ceil(packed.length / perField) }, (_, nth) => {
    const part = packed.slice(nth * perField, (nth + 1) * perField)
    return `${begin}${part.join('')}${LEDGER_END}`
  })
}

/**
 * Returns the name of the tags that hold the ledger: it stands beside the ownership tag in Ghost Admin's list, and is never longer than Ghost allows.
 */
function nameLedgerTag(ownershipTag: string): string {
  return `${ownershipTag.slice(0, 184)}-ledger`
}

/** Reads the site's ledger of our posts, with one request. */
export async function readLedger(connection: Connection): Promise<Ledger> {
  const rows = await listPages(connection, 'tags', {
    filter: `name:${quoteFilterValue(nameLedgerTag(connection.ownershipTag))}`,
    fields: 'id,codeinjection_head,codeinjection_foot',
    order: 'id asc',
  })
  const tags = rows.map((row) => ({
    id: String(row.id),
    head: typeof row.codeinjection_head === 'string' ? row.codeinjection_head : '',
    foot: typeof row.codeinjection_foot === 'string' ? row.codeinjection_foot : '',
  }))
  const texts = tags.flatMap(({ head, foot }) => [head, foot])
  return { entries: new Map(texts.flatMap(parseLedgerText)), marks: new Map(texts.flatMap(parseMarksText)), tags }
}

export interface LedgerChanges {
  /** Post id by key. */
  readonly set: ReadonlyMap<string, string>
  /** By the same keys. */
  readonly marks?: ReadonlyMap<string, LedgerMarks>
  readonly drop: ReadonlySet<string>
}

/**
 * Changes entries of the ledger as it is now, not as it was when the plan was made: another push may have written since. If two concurrent pushes
 * lose each other's entries, the next push adds them, because the posts still exist.
 */
export async function writeLedger(connection: Connection, changes: LedgerChanges): Promise<void> {
  const { set, drop } = changes
  const { entries, marks, tags } = await readLedger(connection)
  const next = new Map([...entries, ...set].filter(([key]) => set.has(key) || !drop.has(key)))
  // The marks of an entry's former post do not belong to its new post.
  const kept = [...marks].filter(([key]) => next.get(key) === entries.get(key))
  const texts = composeLedgerTexts(next, new Map([...kept, ...(changes.marks ?? [])]))
  for (let nth = 0; nth < Math.max(tags.length, Math.ceil(texts.length / 2)); nth += 1) {
    const [head, foot] = [texts[2 * nth] ?? '', texts[2 * nth + 1] ?? '']
    const tag = tags[nth]
    if (tag?.head === head && tag.foot === foot) continue
    const fields = { codeinjection_head: head === '' ? null : head, codeinjection_foot: foot === '' ? null : foot }
    await askAdmin(connection, {
      method: tag === undefined ? 'POST' : 'PUT',
      path: tag === undefined ? 'tags/' : `tags/${encodeURIComponent(tag.id.toWellFormed())}/`,
      body: { kind: 'json', value: { tags: [tag === undefined ? { ...describeTag(connection), ...fields } : fields] } },
    })
  }
}

function describeTag({ ownershipTag }: Connection) {
  const description =
    'ghost-sync keeps here (under "Code injection") which posts it has published, so that one that you delete is not made again. Please leave it.'
  return { name: nameLedgerTag(ownershipTag), description }
}
