import type { Backup, BackupStore } from '../backup/backup.ts'
import type { BackupFile } from '../backup/read-backups.ts'
import type { Config, SiteConfig } from '../config/config.ts'
import { planRestore } from '../diff/plan-restore.ts'
import { fetchRemotePost } from '../ghost/posts/fetch-post.ts'
import { findPostsBySlug } from '../ghost/posts/list-posts.ts'
import { isPreviewOf, namePreviewTag } from '../ghost/posts/name-preview.ts'
import { readRemotePost } from '../ghost/posts/read-remote-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { readSiteFacts, type SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { type RestoreEntry, type RestoreResult, restorePost } from '../publish/restore-post.ts'
import type { LoadedProject } from './load-project.ts'

export interface RestoreSession {
  readonly connection: Connection
  readonly facts: SiteFacts
  readonly ownershipTag: string
  readonly entries: readonly RestoreEntry[]
}

/**
 * Compares backups with the current posts of the sites that they were taken from.
 * @throws GhostSyncFailure `backup/other-project`, `backup/other-site`, `backup/unreadable`, and those of a site that does not answer
 */
export async function openRestores(
  project: LoadedProject,
  files: readonly BackupFile[],
): Promise<readonly RestoreSession[]> {
  const { config } = project
  const chosen = chooseFiles(files, config)
  const concerned = config.sites.flatMap((site) => {
    const ofSite = chosen.filter(({ backup }) => backup.site === site.name)
    const isPreview = ({ backup }: BackupFile) => backup.project !== config.project
    // Drafts of a preview come back under the preview's own tag: under that of the real posts, a push would take them for its own.
    const ownershipTag = namePreviewTag(site.policies.ownershipTag)
    return [
      { site, files: ofSite.filter((file) => !isPreview(file)) },
      { site: { ...site, policies: { ...site.policies, ownershipTag } }, files: ofSite.filter(isPreview) },
    ].filter((group) => group.files.length > 0)
  })
  return Promise.all(concerned.map((group) => openRestore(group.site, group.files, project.connect(group.site))))
}

/** Chooses the backups of this run's sites; each has to be of this project or one of its previews, and of one of its sites. */
function chooseFiles(files: readonly BackupFile[], { project, sites, siteNames }: Config): readonly BackupFile[] {
  const foreign = files.find(({ backup }) => backup.project !== project && !isPreviewOf(project, backup.project))
  if (foreign !== undefined) {
    const message = `${foreign.file} was kept by the project "${foreign.backup.project}", this one is "${project}"`
    throw new GhostSyncFailure('backup/other-project', message, EXIT_CODE.usage)
  }
  const stray = files.find(({ backup }) => !siteNames.includes(backup.site))
  if (stray !== undefined) {
    const message = `${stray.file} was kept of the site "${stray.backup.site}", which the config does not have`
    throw new GhostSyncFailure('backup/other-site', message, EXIT_CODE.usage)
  }
  return files.filter(({ backup }) => sites.some(({ name }) => name === backup.site))
}

/**
 * Restores the posts one after the other: restores are rare, and a clear order is worth more than seconds.
 * @param signal aborted to stop: the post that is under way is finished, the others are skipped
 */
export async function restoreAll(
  sessions: readonly RestoreSession[],
  backups: BackupStore,
  signal: AbortSignal | undefined,
): Promise<RestoreResult[]> {
  const results: RestoreResult[] = []
  for (const { entries, ...session } of sessions) {
    for (const entry of entries)
      results.push(signal?.aborted === true ? skip(entry) : await restorePost(entry, { ...session, backups }))
  }
  return results
}

function skip({ file, backup: { site, path }, kept }: RestoreEntry): RestoreResult {
  return { file, site, path, title: kept.fields.title, url: kept.url, kind: 'skipped' }
}

/**
 * Compares the backups of one site with its current posts.
 * @throws GhostSyncFailure `backup/other-site` when they were taken from another address, `backup/unreadable`
 */
async function openRestore(
  { policies: { ownershipTag } }: SiteConfig,
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
    const kept = readKept(backup, ownershipTag)
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
  return { connection, facts, ownershipTag, entries }
}

/** Reads the post of a backup. A post that has nothing but HTML is restored with its HTML; without it, it would come back empty. */
function readKept({ post, type }: Backup, ownershipTag: string): RemotePost | undefined {
  const kept = readRemotePost(post, type, ownershipTag)
  const { html } = post
  if (kept?.body.kind !== 'other' || kept.body.format !== 'empty' || typeof html !== 'string') return kept
  return html.trim() === '' ? kept : { ...kept, body: { kind: 'other', format: 'html', source: html } }
}
