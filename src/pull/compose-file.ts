import type { RemotePost } from '../ghost/remote-post.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'
import { composeFrontMatter } from './compose-front-matter.ts'
import type { PullContext } from './pull-context.ts'
import { type LocalWorld, rewriteUrl } from './rewrite-url.ts'
import { writeBody } from './write-body.ts'

/** The text of a new Markdown file for a post. */
export function composeFile(post: RemotePost, path: string, world: LocalWorld, context: PullContext): string {
  const { config, site, facts } = context
  const rewrite = (url: string) => rewriteUrl(url, path, world)
  const entries = composeFrontMatter(post, {
    path,
    typeByGlob: matchSourcePath(path, config.content) ?? post.type,
    defaults: site.defaults,
    siteUrl: facts.url,
    defaultAuthor: facts.authors[0]?.slug,
    site: config.siteNames.length > 1 ? site.name : undefined,
    rewrite,
  })
  const body = writeBody(post.body, rewrite, config.content.markdown).replace(/^\n+/, '').trimEnd()
  return `${writeFrontMatter(entries)}${body === '' ? '' : `\n${body}\n`}`
}
