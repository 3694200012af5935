import { findUnrenderedBlocks } from '../diff/compare/unrendered-blocks.ts'
import { comparePost } from '../diff/compare-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { FIELD_NAMES, FIELDS, type FieldDefinition, type FieldName } from '../model/fields.ts'
import type { Problem } from '../model/problem.ts'
import { desirePosts } from '../scan/desire-posts.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { parseSource } from '../scan/scan-content.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import type { PullContext } from './pull-context.ts'

/** A Markdown file as it is about to be written, and the post that it must agree with. */
export interface PulledFile {
  readonly path: string
  readonly text: string
  readonly post: RemotePost
}

export interface FileVerdict {
  /** The fields that a plan would show as different; empty: none. */
  readonly differing: readonly FieldName[]
  /** Those of them that were changed in Ghost only, or on both sides. */
  readonly open: readonly FieldName[]
  /** Why a plan could not read the file. */
  readonly error: string | undefined
  /** The fields whose values are all that is wrong with it, each with what a plan says of it. Absent: there are none, or there is more. */
  readonly refused?: ReadonlyMap<FieldName, string>
  /** What a push will say of its blocks. Absent: nothing. */
  readonly notes?: readonly string[]
}

/**
 * Reads the files as the next plan will, before they are written, and compares them with their posts: a pull must not make a difference of its own.
 *
 * @param hashes content hash of the site's files that lie in the repository, by address
 */
export async function verifyFiles(
  files: readonly PulledFile[],
  hashes: ReadonlyMap<string, string>,
  context: PullContext,
): Promise<ReadonlyMap<string, FileVerdict>> {
  const { config, site, facts, now, readAsset } = context
  const verdicts = new Map<string, FileVerdict>()
  const pulled: SourceFile[] = []
  const fileNames = new Map<string, string>()
  for (const { path, text, post } of files) {
    const type = matchSourcePath(path, config.content)
    const file = `pulled/${path}`
    fileNames.set(path, file)
    const { source, findings } = parseSource(text, { path, file, type: type ?? post.type }, config.content.markdown)
    if (source !== undefined && type !== undefined) pulled.push(source)
    else {
      const error = findings.find(({ severity }) => severity === 'error')?.message
      verdicts.set(path, {
        differing: [],
        open: [],
        error: error ?? 'No glob of `content.posts` or `content.pages` finds it.',
      })
    }
  }
  const replaced = new Set(files.map(({ path }) => path))
  const others = context.sources.filter(({ path }) => !replaced.has(path))
  const { siteNames } = config
  const desired = await desirePosts({ files: [...others, ...pulled], site, siteNames, facts, now, readAsset })
  const comparison = { siteUrl: facts.url, now, defaultAuthor: facts.authors[0]?.slug, files: hashes }
  for (const { path, post } of files) {
    if (verdicts.has(path)) continue
    const wanted = [...desired.posts, ...desired.held].find((one) => one.path === path)
    if (wanted === undefined) {
      const errors = desired.problems.filter(
        ({ file, severity }) => file === fileNames.get(path) && severity === 'error',
      )
      const refused = findRefusedFields(
        errors,
        pulled.find((one) => one.path === path),
      )
      verdicts.set(path, {
        differing: [],
        open: [],
        error: errors[0]?.message ?? 'It does not go to this site.',
        ...(refused !== undefined && { refused }),
      })
      continue
    }
    const { fields } = comparePost(wanted, post, comparison)
    const list = (verdicts: readonly string[]) =>
      fields.filter(({ verdict }) => verdicts.includes(verdict)).map(({ field }) => field)
    const verdict = { differing: list(['update', 'drift', 'conflict']), open: list(['drift', 'conflict']) }
    const held = findUnrenderedBlocks(wanted, post, {
      site: site.name,
      siteUrl: facts.url,
      capabilities: facts.capabilities,
    })
    const notes = held.map(({ line, message }) => `${line === undefined ? '' : `line ${line}: `}${message}`)
    verdicts.set(path, { ...verdict, error: undefined, ...(notes.length > 0 && { notes }) })
  }
  return verdicts
}

/**
 * Finds the fields of a file that a plan refuses and that may be left out: Ghost takes nearly anything for an address or a template. A field that is not in the front
 * matter stays on the site as it is, so that nothing which keeps readers out may be one of them.
 */
function findRefusedFields(
  errors: readonly Problem[],
  source: SourceFile | undefined,
): ReadonlyMap<FieldName, string> | undefined {
  const refused = new Map<FieldName, string>()
  for (const { line, message } of errors) {
    const field = OMISSIBLE_FIELDS.find(
      (name) => line !== undefined && source?.frontMatter.entries.get(name)?.line === line,
    )
    if (field === undefined) return undefined
    refused.set(field, message)
  }
  return refused.size === 0 ? undefined : refused
}

const OMISSIBLE_FIELDS = FIELD_NAMES.filter((name) => {
  const { kind }: FieldDefinition = FIELDS[name]
  return kind === 'image' || name === 'canonical_url' || name === 'custom_template'
})
