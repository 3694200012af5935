import type { SiteRules } from '../../config/config.ts'
import type { SiteFacts } from '../../ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../ghost/transport/capabilities.ts'

/**
 * What is known of a site while content is read for it. A list that is undefined is not known (nobody asked the site, or the key is not
 * allowed to), and nothing is checked against it: a wrong complaint offline would teach people to ignore the right ones.
 */
export interface SiteKnowledge
  extends Pick<SiteFacts, 'url' | 'capabilities' | 'timezone' | 'assumesTimezone' | 'templates' | 'maxFileBytes'> {
  readonly authors: SiteFacts['authors'] | undefined
  readonly tiers: SiteFacts['tiers'] | undefined
  readonly newsletters: SiteFacts['newsletters'] | undefined
}

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
