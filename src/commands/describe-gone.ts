import type { RemotePost } from '../ghost/remote-post.ts'
import { listPostFiles } from '../pull/find-gone-files.ts'
import type { FidelityProblem } from '../report/fidelity-check.ts'
import { quotePath } from '../report/quote-path.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import { findAssetUrls } from '../scan/asset-url.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'

/**
 * Tells of each file that a post shows and the site no longer has, with the line that names it.
 * @param gone why each is gone, by address
 */
export function describeGone(
  source: ResolvedPost,
  post: RemotePost,
  gone: ReadonlyMap<string, string>,
  { site, siteUrl }: { readonly site: string; readonly siteUrl: string },
): FidelityProblem[] {
  const { file } = source.draft.source
  return listPostFiles(post, siteUrl).flatMap((url) => {
    const reason = gone.get(url)
    if (reason === undefined) return []
    const { line, target, isLocal } = locateUse(source, url)
    const cure = isLocal
      ? `ghost-sync push --force ${quotePath(source.draft.source.path)} uploads it again.`
      : 'No file here is known to be that: put it beside the Markdown file and name its path, or upload it in Ghost Admin.'
    return [
      {
        ...{ severity: 'error', code: 'fidelity/upload-gone', file, site, cure },
        ...(line !== undefined && { line }),
        message: `\`${target}\` is gone from the site: ${url} (${reason}).`,
        ...{ expected: target, found: '' },
      } as const,
    ]
  })
}

interface Use {
  readonly line?: number | undefined
  /** As written; the address where nothing here names it. */
  readonly target: string
  /** Whether a file of the repository can be sent again. */
  readonly isLocal: boolean
}

function locateUse({ draft, references, hasError }: ResolvedPost, url: string): Use {
  const hash = findAssetUrls(url)[0]?.hash
  const wanted = [url, ...(hash === undefined ? [] : [`${ASSET_SCHEME}${hash}`])]
  for (const [field, value] of Object.entries(draft.fields)) {
    if (typeof value !== 'string' || !wanted.includes(value)) continue
    const asset = draft.assets.find((one) => one.hash === hash)
    const line = draft.lines[field as keyof typeof draft.lines]
    return { line, target: asset?.file ?? url, isLocal: asset !== undefined }
  }
  // Where the text has an error, not every reference of it is known.
  for (const { target, kind, line } of hasError ? [] : draft.document.references) {
    const answer = references.resolve(target, kind).url
    if (wanted.includes(answer)) return { line, target, isLocal: answer.startsWith(ASSET_SCHEME) }
  }
  // One that somebody else has uploaded, and that was known by its bytes.
  return { target: url, isLocal: references.assets.length + draft.assets.length > 0 }
}
