import type { RemotePost } from '../ghost/remote-post.ts'
import type { PullContext } from './pull-context.ts'
import type { PullResult } from './pull-outcome.ts'

/**
 * Posts whose file has problems, so that nothing can be brought into it: conflict markers of the last pull, most likely. Passed over in silence,
 * they would look as if Ghost had nothing new. One that is asked for by name is an error already (`choosePosts`).
 */
export function refuseBroken(
  remote: readonly RemotePost[],
  { config, broken, options }: Pick<PullContext, 'config' | 'broken' | 'options'>,
): readonly PullResult[] {
  if (options.names.length > 0) return []
  return remote.flatMap(({ owned, base, type, url, fields }): PullResult[] => {
    if (!owned || base.kind === 'none' || base.stamp.project !== config.project) return []
    const { path } = base.stamp
    if (!broken.has(path)) return []
    const message = 'the file has problems, and is left as it is'
    const hint = 'See them with `ghost-sync check`, mend them, and pull again.'
    return [{ kind: 'refused', path, type, title: fields.title, url, fields: [], left: [], message, hint }]
  })
}
