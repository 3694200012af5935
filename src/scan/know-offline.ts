import type { SiteRules } from '../config/config.ts'
import type { SiteKnowledge } from './site-knowledge.ts'

/**
 * What the config alone says of a site. Dates without an offset count as UTC, which no check depends on by more than a day; of two Ghost
 * versions that may run there, the one that takes more files.
 */
export function knowOffline(site: SiteRules): SiteKnowledge {
  return {
    url: site.url,
    major: site.apiVersion === 'v6' ? 6 : 5,
    timezone: 'UTC',
    authors: undefined,
    tiers: undefined,
    newsletters: undefined,
    templates: undefined,
  }
}
