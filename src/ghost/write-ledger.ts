import { composeLedgerTexts } from './compose-ledger-texts.ts'
import type { Connection } from './connection.ts'
import type { LedgerMarks } from './ledger.ts'
import { nameLedgerTag, readLedger } from './read-ledger.ts'
import { askAdmin } from './transport/ask-admin.ts'

export interface LedgerChanges {
  /** Post id by key. */
  readonly set: ReadonlyMap<string, string>
  /** By the same keys. */
  readonly marks?: ReadonlyMap<string, LedgerMarks>
  readonly drop: ReadonlySet<string>
}

/**
 * Changes entries of the ledger as it is now, not as it was when the plan was made: a push beside this one may have written since. What two at
 * once lose of each other's, the next push adds again, because the posts are still there to tell.
 */
export async function writeLedger(connection: Connection, changes: LedgerChanges): Promise<void> {
  const { set, drop } = changes
  const { entries, marks, tags } = await readLedger(connection)
  const next = new Map([...entries, ...set].filter(([key]) => set.has(key) || !drop.has(key)))
  // Marks of the post that an entry was about before are none of the one that it is about now.
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
