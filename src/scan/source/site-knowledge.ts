import type { SiteRules } from '../../config/config.ts'
import type { SiteFacts } from '../../ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../ghost/transport/capabilities.ts'

/**
 * The facts about a site that are known while content is read for it. An undefined list is not known (the site was not asked, or the key may not
 * ask), and nothing is checked against it: wrong complaints offline would teach people to ignore the right ones.
 */
export interface SiteKnowledge
  extends Pick<
    SiteFacts,
    'url' | 'capabilities' | 'timezone' | 'assumesTimezone' | 'locale' | 'templates' | 'maxFileBytes'
  > {
  readonly authors: SiteFacts['authors'] | undefined
  readonly tiers: SiteFacts['tiers'] | undefined
  readonly newsletters: SiteFacts['newsletters'] | undefined
}

/**
 * Returns the facts in the config alone. Dates without an offset count as UTC; no check depends on more than a day. Of the Ghost versions that may
 * run there, the most capable one is assumed.
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
