import type { FieldName } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import type { ComparisonContext } from './comparison-context.ts'

/** What a post shows of files that are gone from the site, and the file could show again. */
export interface Lost {
  readonly urls: readonly string[]
  /** Where they stand. */
  readonly fields: readonly FieldName[]
}

/**
 * Finds the files of a post that are gone from the site. To the comparison nothing differs: the address is right, there is only nothing behind it. One that
 * stands in the Markdown as this very address is left out, because there is no file to upload.
 */
export function findLost(desired: DesiredPost, remote: RemotePost, { gone }: Pick<ComparisonContext, 'gone'>): Lost {
  const urls = new Set<string>()
  const fields = new Set<FieldName>()
  const look = (field: FieldName, here: unknown, there: unknown) => {
    const [file, post] = [JSON.stringify(here ?? null), JSON.stringify(there ?? null)]
    for (const url of gone ?? []) {
      if (!post.includes(url) || file.includes(url)) continue
      urls.add(url)
      fields.add(field)
    }
  }
  look('body', desired.body, remote.body)
  for (const [field, value] of Object.entries(desired.fields)) {
    const name = field as keyof typeof desired.fields
    look(name, value, remote.fields[name])
  }
  return { urls: [...urls].sort(), fields: [...fields] }
}
