import type { RemoveAction, UpdateAction } from '../diff/plan.ts'
import type { PublishContext } from './publish-context.ts'

/**
 * Whether a post was saved since this command began: by another push, as far as the plan can tell, and then from files that may be newer than these. What
 * the plan takes for an edit of the file would take that push back. A save in the very second of the beginning cannot be told from one before it (Ghost
 * keeps no fractions), and counts as before.
 */
export function isNewerThanFiles({ updatedAt }: UpdateAction | RemoveAction, { since }: PublishContext): boolean {
  return since !== undefined && Date.parse(updatedAt) > since
}
