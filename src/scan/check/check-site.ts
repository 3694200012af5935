import type { SiteRules } from '../../config/config.ts'
import type { Problem } from '../../problem.ts'
import { knowOffline } from '../know-offline.ts'
import { type DesireInput, resolvePosts } from '../resolve-posts.ts'
import { findDeadLinks } from './find-dead-links.ts'

export interface SiteCheck extends Omit<DesireInput, 'facts'> {
  readonly site: SiteRules
}

/** Everything that is wrong with the files as posts of one site, as far as it shows without asking the site. */
export async function checkSite(input: SiteCheck): Promise<readonly Problem[]> {
  const { posts, problems, held } = await resolvePosts({ ...input, facts: knowOffline(input.site) })
  return [...problems, ...held, ...findDeadLinks(posts, input.site.name)]
}
