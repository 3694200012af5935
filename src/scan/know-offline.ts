import type { SiteRules } from '../config/config.ts'
import { assumeCapabilities } from '../ghost/assume-capabilities.ts'
import type { SiteKnowledge } from './site-knowledge.ts'

/**
 * What the config alone says of a site. Dates without an offset count as UTC, which no check depends on by more than a day; of the Ghost
 * versions that may run there, the one that can do most.
 */
export function knowOffline(site: SiteRules): SiteKnowledge {
  return {
    url: site.url,
    capabilities: assumeCapabilities(site.apiVersion),
    timezone: 'UTC',
    authors: undefined,
    tiers: undefined,
    newsletters: undefined,
    templates: undefined,
  }
}
