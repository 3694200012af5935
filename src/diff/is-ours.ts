import type { RemotePost } from '../ghost/remote-post.ts'

/** Whether a post is this project's: it has the tag, and no other project's stamp. */
export function isOurs({ owned, base }: RemotePost, project: string): boolean {
  return owned && (base.kind === 'none' || base.stamp.project === project)
}
