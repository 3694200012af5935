import path from 'node:path'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { tidyHtmlBlocks } from '../markdown/index.ts'
import { countNoun } from '../model/text.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { locateSource } from '../scan/source/source-file.ts'
import { tryToWrite } from './files/write-file.ts'
import type { PullContext, PullResult } from './pull-context.ts'
import { readSourceFile } from './pull-present.ts'
import { type PulledFile, verifyFiles } from './verify-files.ts'

/** What `--tidy` makes of a file; undefined where it leaves the file as it is. */
export interface TidiedFile {
  readonly text: string
  /** For its author: what changed, and what the next plan will show. */
  readonly note: string
}

/**
 * Writes Markdown for plain HTML in files that a pull is about to write. The site still has HTML cards there: the next plan shows that, and only a
 * push changes it.
 *
 * @returns by path
 */
export async function tidyPulled(
  files: readonly PulledFile[],
  hashes: ReadonlyMap<string, string>,
  context: PullContext,
): Promise<ReadonlyMap<string, TidiedFile>> {
  const tidied = new Map<string, TidiedFile>()
  for (const { path: file, text, post } of files) {
    const one = tidyText(text, post, context)
    if (one !== undefined) tidied.set(file, one)
  }
  if (tidied.size === 0) return tidied
  const changed = files.flatMap((file) => {
    const one = tidied.get(file.path)
    return one === undefined ? [] : [{ ...file, text: one.text }]
  })
  for (const [file, { error }] of await verifyFiles(changed, hashes, context))
    if (error !== undefined) tidied.delete(file)
  return tidied
}

function tidyText(text: string, { owned }: RemotePost, { config }: PullContext): TidiedFile | undefined {
  const split = splitFrontMatter(text)
  if (split.kind === 'bad') return undefined
  const { text: body, count } = tidyHtmlBlocks(split.body, config.content.markdown)
  if (count === 0) return undefined
  const blocks = countNoun(count, 'block')
  const what = `${blocks} of plain HTML ${count === 1 ? 'is' : 'are'} Markdown now, and the page stays the same`
  const next = owned
    ? 'a plan shows it as an update, and a push writes native blocks'
    : 'a plan shows it as a difference, and `push --adopt --force` writes native blocks'
  return { text: text.slice(0, text.length - split.body.length) + body, note: `${what}: ${next}` }
}

/** Tidies the file of a post that nothing is left to pull for. @param result of the pull into it */
export async function tidyPresent(
  desired: DesiredPost,
  post: RemotePost,
  result: PullResult,
  context: PullContext,
): Promise<PullResult> {
  if (result.kind !== 'unchanged' && result.kind !== 'updated') return result
  const { config, options, uncommitted } = context
  const place = locateSource(desired)
  const { text, restore } = await readSourceFile(path.join(config.content.root, place))
  const pulled = { path: desired.path, text, post }
  const tidied = (await tidyPulled([pulled], new Map(), context)).get(desired.path)
  if (tidied === undefined) return result
  const about = { ...result, fields: [...new Set([...result.fields, 'body' as const])] }
  if (!options.force && result.kind === 'unchanged' && uncommitted.has(desired.path)) {
    const message = `the file ${uncommitted.reason}, so that its HTML is left as it is`
    return { ...about, kind: 'refused', message, hint: 'Commit it first, or give `--force`.' }
  }
  const failure = options.dryRun ? undefined : await tryToWrite(config.content.root, place, restore(tidied.text))
  if (failure !== undefined) return { ...about, kind: 'failed', message: failure.message }
  return { ...about, kind: 'updated', notes: [...(result.notes ?? []), tidied.note] }
}
