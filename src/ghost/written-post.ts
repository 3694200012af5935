import type { MailState } from './mail-state.ts'
import type { RemotePost } from './remote-post.ts'

/** A post as Ghost has it right after a write. */
export interface WrittenPost {
  readonly post: RemotePost
  /** What Ghost rendered the body to; null when that is nothing at all, undefined when the answer did not say. */
  readonly html: string | null | undefined
  /** What Ghost says of its e-mail now; undefined when the answer did not say. */
  readonly mail?: MailState
}
