import type { RemotePost } from '../ghost/remote-post.ts'
import type { PullResult } from './pull-outcome.ts'

/** Says of a post that the pull was stopped before it came to its file. */
export function skipPost(path: string, { type, url, fields }: RemotePost): PullResult {
  const message = 'stopped before its turn'
  return { kind: 'skipped', path, type, title: fields.title, url, fields: [], left: [], message }
}
