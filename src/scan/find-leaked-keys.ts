import type { Problem } from '../model/problem.ts'
import type { DesiredPost } from './source/desired-post.ts'

/**
 * Finds posts that hold the site's own Admin API key, or its second half: readers of the site could then write to it. Keys of other sites and
 * examples in a manual are left alone, and so is the Content API key, which may be public.
 */
export function findLeakedKeys(posts: readonly DesiredPost[], secret: string, site: string): readonly Problem[] {
  return posts.flatMap(({ file, fields, body }): Problem[] => {
    if (!JSON.stringify([fields, body]).toLowerCase().includes(secret.toLowerCase())) return []
    return [
      {
        severity: 'error',
        code: 'content/holds-key',
        file,
        site,
        message: `The post holds the Admin API key of the site \`${site}\`; whoever reads it could write to the site.`,
        hint: 'Take the key out. If it was ever committed or published, make a new one in Ghost Admin.',
      },
    ]
  })
}
