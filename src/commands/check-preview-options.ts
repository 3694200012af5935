import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { PushOptions } from './push-options.ts'

/**
 * Sees to it that a preview is nothing but one: what publishes, sends, removes or takes over goes without it.
 * @returns the options; without paths a preview shows what was changed
 * @throws GhostSyncFailure `usage/preview-and-more`
 */
export function checkPreviewOptions(options: PushOptions, paths: readonly string[]): PushOptions {
  if (options.preview === undefined) return options
  const { plan, adopt, prune, sendEmail, redirects, maxDeletes, maxEmails } = options
  const besides = [
    ...(plan === undefined ? [] : ['--plan']),
    ...(adopt === true ? ['--adopt'] : []),
    ...(prune === true ? ['--prune'] : []),
    ...(sendEmail === true ? ['--send-email'] : []),
    ...(redirects === undefined ? [] : ['--redirects']),
    ...(maxDeletes === undefined ? [] : ['--max-deletes']),
    ...(maxEmails === undefined ? [] : ['--max-emails']),
  ]
  if (besides.length > 0) {
    const message = `--preview makes drafts and nothing else: it goes without ${besides.join(', ')}`
    throw new GhostSyncFailure('usage/preview-and-more', message, EXIT_CODE.usage)
  }
  // Deleted in Ghost Admin, a preview is simply made again.
  const shown = { ...options, recreate: true }
  return paths.length > 0 || options.changed !== undefined ? shown : { ...shown, changed: true }
}
