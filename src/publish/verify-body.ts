import type { Payload } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { WrittenPost } from '../ghost/written-post.ts'

/**
 * Ghost answers 201 and drops the rest of a document from its HTML where it cannot render a node (docs/lexical.md). Read as success, half
 * a post would stand on the site unnoticed.
 * @throws GhostSyncFailure `ghost/body-not-rendered`
 */
export function verifyBody(payload: Payload, { post, html }: WrittenPost): void {
  if (payload.body === undefined || html !== null) return
  const empty = payload.body.children.every((node) => node.type === 'paragraph' && (node.children ?? []).length === 0)
  if (empty) return
  throw new GhostSyncFailure(
    'ghost/body-not-rendered',
    `${post.url} was stored, but Ghost shows nothing of it`,
    EXIT_CODE.failed,
    {
      hint: 'Ghost could not render one of its blocks. Please report it with the file.',
    },
  )
}
