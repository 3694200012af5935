import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

/**
 * A site's name becomes a folder and part of variable names.
 * @throws `sandbox/site-name`
 */
export function checkSiteName(name: string): void {
  if (/^[a-z][a-z0-9-]{0,29}$/.test(name)) return
  throw new GhostSyncFailure(
    'sandbox/site-name',
    `\`${name}\` cannot be the name of a sandbox site.`,
    EXIT_CODE.usage,
    {
      hint: 'Use up to 30 lower-case letters, digits and `-`, beginning with a letter.',
    },
  )
}
