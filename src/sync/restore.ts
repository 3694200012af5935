import type { Backup } from '../backup/backup.ts'
import type { BackupFile } from '../backup/read-backups.ts'
import type { SiteConfig } from '../config/config.ts'
import { planRestore } from '../diff/plan-restore.ts'
import { fetchRemotePost } from '../ghost/posts/fetch-post.ts'
import { findPostsBySlug } from '../ghost/posts/list-posts.ts'
import { readRemotePost } from '../ghost/posts/read-remote-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { readSiteFacts, type SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { RestoreEntry } from '../publish/restore-post.ts'

export interface RestoreSession {
  readonly connection: Connection
  readonly facts: SiteFacts
  readonly ownershipTag: string
  readonly entries: readonly RestoreEntry[]
}

/**
 * Holds the backups of one site against what it has.
 * @throws GhostSyncFailure `backup/other-site` when they were taken from another address, `backup/unreadable`
 */
export async function openRestore(
  { policies }: SiteConfig,
  files: readonly BackupFile[],
  connection: Connection,
): Promise<RestoreSession> {
  const facts = await readSiteFacts(connection)
  const entries: RestoreEntry[] = []
  for (const { file, backup } of files) {
    if (backup.url !== facts.url) {
      const message = `${file} was kept of ${backup.url}, but the site ${backup.site} is ${facts.url} now`
      throw new GhostSyncFailure('backup/other-site', message, EXIT_CODE.usage)
    }
    const kept = readKept(backup, policies.ownershipTag)
    if (kept === undefined) throw new GhostSyncFailure('backup/unreadable', `${file} holds no post`, EXIT_CODE.usage)
    const { slug } = kept.fields
    const [current, posts, pages] = await Promise.all([
      fetchRemotePost(connection, kept.type, kept.id),
      findPostsBySlug(connection, 'post', [slug]),
      findPostsBySlug(connection, 'page', [slug]),
    ])
    const step = planRestore({ kept, current, rivals: [...posts, ...pages], siteUrl: facts.url })
    entries.push({ file, backup, kept, step })
  }
  return { connection, facts, ownershipTag: policies.ownershipTag, entries }
}

/** What has nothing but HTML is kept with that, and would come back empty without it. */
function readKept({ post, type }: Backup, ownershipTag: string): RemotePost | undefined {
  const kept = readRemotePost(post, type, ownershipTag)
  const { html } = post
  if (kept?.body.kind !== 'other' || kept.body.format !== 'empty' || typeof html !== 'string') return kept
  return html.trim() === '' ? kept : { ...kept, body: { kind: 'other', format: 'html', source: html } }
}
