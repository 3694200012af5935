import type { MarkdownConfig } from '../config/config.ts'
import type { Action, SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { writeBody } from './compose-file.ts'
import { mergeBody } from './merge-body.ts'

/** Both sides of a site's conflicts. */
export interface BothSides {
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  readonly siteUrl: string
  readonly markdown: MarkdownConfig
}

/**
 * Marks the conflicts that a pull would merge by itself: only the text was changed on both sides, and in different places. The hint is then `pull`
 * first, not `--force`, which would discard the other side.
 */
export function foretellMerges(plan: SitePlan, sides: BothSides): SitePlan {
  const actions = plan.actions.map((action) => (isMerge(action, sides) ? { ...action, merges: true as const } : action))
  return { ...plan, actions }
}

function isMerge(action: Action, { desired, remote, siteUrl, markdown }: BothSides): boolean {
  if (action.kind !== 'conflict' || action.conflicts.some(({ field }) => field !== 'body')) return false
  const file = desired.find(({ path }) => path === action.path)
  const post = remote.find(({ id }) => id === action.id)
  // Without a revision that holds the base, a pull would have to look for one first, so no merge is foretold.
  if (file === undefined || post?.base.kind !== 'revision') return false
  const write = (body: RemotePost['body']) => writeBody(body, (url) => url, markdown)
  try {
    const versions = {
      ours: write({ kind: 'lexical', root: file.body }),
      base: write({ kind: 'lexical', root: post.base.root }),
      theirs: write(post.body),
    }
    const reading = { from: action.path, siteUrl, markdown, theirsWins: false, isUnchanged: false }
    return mergeBody(versions, reading).conflicts === 0
  } catch (error) {
    // A body that cannot be written as Markdown cannot be merged by a pull.
    if (error instanceof GhostSyncFailure) return false
    throw error
  }
}
