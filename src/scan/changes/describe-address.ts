import type { SiteRules } from '../../config/config.ts'
import { knowOffline } from '../know-offline.ts'
import { buildPostUrl } from '../links/build-post-url.ts'
import { resolvePosts } from '../resolve-posts.ts'
import type { SourceFile } from '../source-file.ts'

export interface AddressInput {
  readonly sites: readonly SiteRules[]
  readonly siteNames: readonly string[]
}

/** With it no clock decides: whoever has a date counts as scheduled, and another date is another address as far as links are concerned. */
const LONG_AGO = new Date(0)

/**
 * All of a file that a link to it depends on: on which sites it is, at which address, whether readers see it there, and its headings. Two versions with
 * the same description need no post to be looked at that links to them.
 */
export async function describeAddress(source: SourceFile, { sites, siteNames }: AddressInput): Promise<string> {
  const described = []
  for (const site of sites) {
    const facts = knowOffline(site)
    const { posts } = await resolvePosts({
      files: [source],
      site,
      siteNames,
      facts,
      now: LONG_AGO,
      readAsset: readNothing,
    })
    const [draft] = posts.map((post) => post.draft)
    if (draft === undefined || draft.slug === undefined) described.push([site.name, draft?.type])
    else {
      const { type, slug, fields, document } = draft
      const publishedAt = typeof fields.published_at === 'string' ? fields.published_at : undefined
      const url = buildPostUrl({ type, slug, publishedAt }, facts.url, site.permalink, facts.timezone)
      const ids = document.headings.map(({ githubId, ghostId, writtenId }) => [githubId, ghostId, writtenId])
      described.push([site.name, type, url, fields.status, publishedAt, ids])
    }
  }
  return JSON.stringify(described)
}

/** No picture says where a post is, and that of an older version may be gone. */
async function readNothing(): Promise<{ kind: 'missing'; message: string; cure: string }> {
  return { kind: 'missing', message: '', cure: '' }
}
