import type { Newsletter } from './site-facts.ts'

/**
 * The newsletter of a site whose newsletters cannot be listed. Its name is ours: Ghost 3 has none for it, and Ghost 4 takes the first one where no id is
 * given.
 */
export const ONLY_NEWSLETTER: Newsletter = { id: '', slug: 'default', name: 'default', active: true, paidOnly: false }
