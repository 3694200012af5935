import type { SiteFacts } from '../ghost/site-facts.ts'

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
