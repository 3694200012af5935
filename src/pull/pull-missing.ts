import { existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { EXIT_CODE, type GhostSyncFailure } from '../model/failure.ts'
import type { FieldName } from '../model/fields.ts'
import type { Asset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { composeFile } from './compose-file.ts'
import { listFileUrls } from './files/list-file-urls.ts'
import { type PlacedFiles, placeFiles } from './files/place-files.ts'
import { removeStale, tryToWrite } from './files/write-file.ts'
import { findKeptAddresses } from './find-kept-addresses.ts'
import { findTemplateCode } from './find-template-code.ts'
import { type AddressedFile, indexPosts } from './local-addresses.ts'
import { isSafeSourcePath, nameFile } from './name-file.ts'
import { type PullContext, type PullResult, skipPost } from './pull-context.ts'
import { type TidiedFile, tidyPulled } from './tidy-files.ts'
import { type FileVerdict, type PulledFile, verifyFiles } from './verify-files.ts'

export interface PulledPosts {
  readonly results: readonly PullResult[]
  /** Number of files that were downloaded. */
  readonly files: number
}

/**
 * The levels of local links in a file: all possible ones; all but pictures and files; none. If a plan would show a difference on one level, the next
 * is tried, since an address that stays as it is cannot differ.
 */
const LEVELS = [
  { files: true, posts: true },
  { files: false, posts: true },
  { files: false, posts: false },
] as const

/** Makes a file for each post that has none. */
export async function pullMissing(
  posts: readonly RemotePost[],
  desired: readonly DesiredPost[],
  context: PullContext,
): Promise<PulledPosts> {
  const named = nameFiles(posts, context)
  const { free, refused: obstructed } = await findObstacles(named, context)
  if (!context.options.dryRun) await clearUp(free, context)
  const placed = await bringFiles(free, context)
  const isStopped = () => context.signal?.aborted === true
  if (isStopped()) {
    await dropUnused(placed, [], context)
    return { results: [...obstructed, ...free.map((one) => skipPost(one.path, one.post))], files: 0 }
  }
  const linkable: AddressedFile[] = free.map(({ path: file, post }) => ({ path: file, ...post }))
  const world = {
    files: new Map([...placed.files].map(([url, file]) => [url, file.path])),
    posts: indexPosts([...desired, ...linkable], context),
  }
  const hashes = new Map([...placed.files].map(([url, { hash }]) => [url, hash]))
  const sizes = await measureFiles(placed, context)
  const refused = new Map<string, ReadonlyMap<FieldName, string>>()
  const compose = ({ path: file, post }: NamedPost, level: number): PulledFile => {
    const part = LEVELS[level] ?? LEVELS[0]
    const seen = { files: part.files ? world.files : new Map(), posts: part.posts ? world.posts : new Map() }
    const omit = new Set(refused.get(file)?.keys())
    return {
      path: file,
      post,
      text: composeFile(post, file, seen, context, { measure: (url) => sizes.get(url), omit }),
    }
  }
  const tried = new Map<string, { level: number; verdicts: FileVerdict[] }>(
    free.map(({ path: file }) => [file, { level: 0, verdicts: [] }]),
  )
  let pulled: readonly PulledFile[] = []
  for (let round = 0; round < LEVELS.length; round += 1) {
    pulled = free.map((one) => compose(one, tried.get(one.path)?.level ?? 0))
    let verdicts = await verifyFiles(pulled, hashes, context)
    if (round === 0) {
      for (const [file, verdict] of verdicts) if (verdict.refused !== undefined) refused.set(file, verdict.refused)
      if (refused.size > 0) {
        pulled = free.map((one) => compose(one, 0))
        verdicts = await verifyFiles(pulled, hashes, context)
      }
    }
    const failing = [...tried].filter(([file, state]) => state.level === round && !isGood(verdicts.get(file)))
    for (const [file, state] of tried) state.verdicts[state.level] = verdicts.get(file) ?? NOTHING
    if (failing.length === 0) break
    for (const [, state] of failing) if (state.level < LEVELS.length - 1) state.level += 1
  }
  const final = free.map((one) => {
    const state = tried.get(one.path) ?? { level: 0, verdicts: [] }
    // No level was without a difference: the first one that can be read at all is taken.
    const best = state.verdicts.findIndex(isGood)
    const level =
      best >= 0
        ? best
        : Math.max(
            0,
            state.verdicts.findIndex(({ error }) => error === undefined),
          )
    return { ...one, file: compose(one, level), level, verdict: state.verdicts[level] ?? NOTHING }
  })
  const plain = final.flatMap(({ file, verdict }) => (verdict.error === undefined ? [file] : []))
  const tidied = context.options.tidy ? await tidyPulled(plain, hashes, context) : new Map<string, TidiedFile>()
  const results: PullResult[] = [...obstructed]
  const users: RemotePost[] = []
  for (const { file, post, verdict, level, note } of final) {
    const { options, config } = context
    if (isStopped()) {
      results.push(skipPost(file.path, post))
      continue
    }
    const tidy = tidied.get(file.path)
    const { text } = tidy ?? file
    const failure = options.dryRun ? undefined : await tryToWrite(config.content.root, file.path, text)
    if (failure !== undefined) {
      results.push(describeFailure(file, failure))
      continue
    }
    if (level === 0) users.push(post)
    const kept = level === 0 ? [] : [...placed.files.keys()].map((url) => [url, WOULD_DIFFER] as const)
    const own = listUrls(post, context)
    const left = [...placed.left, ...kept].flatMap(([url, reason]) => (own.includes(url) ? [{ url, reason }] : []))
    const notes = [
      ...(note === undefined ? [] : [note]),
      ...(tidy === undefined ? [] : [tidy.note]),
      ...findTemplateCode(text),
      ...findKeptAddresses(text),
      ...(verdict.notes ?? []),
      ...[...(refused.get(file.path) ?? [])].map(
        ([field, message]) => `\`${field}\` is left out, and stays on the site: ${message}`,
      ),
    ]
    results.push({ ...describe(file, verdict, left), ...(notes.length > 0 && { notes }) })
  }
  const files = await dropUnused(placed, users, context)
  return { results, files }
}

/** Measures the pictures that were brought, as the verification of the files will. */
async function measureFiles({ files }: PlacedFiles, { readAsset }: PullContext): Promise<ReadonlyMap<string, Asset>> {
  const sizes = new Map<string, Asset>()
  for (const [url, { path: file }] of files) {
    const reading = await readAsset(`/${file.split('/').map(encodeURIComponent).join('/')}`, file)
    if (reading.kind === 'asset') sizes.set(url, reading.asset)
  }
  return sizes
}

const WOULD_DIFFER = 'with its path in the file, a plan would show a difference'

const NOTHING: FileVerdict = { differing: [], open: [], error: undefined }

function isGood(verdict: FileVerdict | undefined): boolean {
  return verdict !== undefined && verdict.error === undefined && verdict.differing.length === 0
}

interface NamedPost {
  readonly path: string
  readonly post: RemotePost
  /** Why its file is not where the site says. */
  readonly note?: string
}

/** Names the files. A post of ours whose file is gone gets it back where it was. */
function nameFiles(posts: readonly RemotePost[], context: PullContext): readonly NamedPost[] {
  const { config, facts, sources, broken } = context
  const taken = new Set([...sources.map(({ path: file }) => file), ...broken].map((file) => file.toLowerCase()))
  return posts.map((post) => {
    const stamped =
      post.base.kind !== 'none' && post.base.stamp.project === config.project ? post.base.stamp.path : undefined
    const isMarkdown = stamped !== undefined && /\.(?:md|mdx|qmd|markdown)$/i.test(stamped)
    const isSafe = isMarkdown && isSafeSourcePath(stamped, config.content)
    const file =
      isSafe && !taken.has(stamped.toLowerCase())
        ? stamped
        : nameFile(post, { patterns: config.pull, siteUrl: facts.url, timezone: facts.timezone, taken })
    taken.add(file.toLowerCase())
    const note =
      stamped === undefined || isSafe
        ? {}
        : { note: `the site names \`${stamped}\` as its file, where no post of this repository can lie` }
    return { path: file, post, ...note }
  })
}

/** Removes what a killed pull has left beside the files that are about to be written. */
async function clearUp(named: readonly NamedPost[], { config, now }: PullContext): Promise<void> {
  for (const folder of new Set(named.map(({ path: file }) => path.join(config.content.root, path.dirname(file)))))
    if (existsSync(folder)) await removeStale(folder, now.getTime())
}

/** Finds files in the way that are no posts of the repository: left out by the config, or hidden from the scan. */
async function findObstacles(named: readonly NamedPost[], { config, options }: PullContext) {
  const free: NamedPost[] = []
  const refused: PullResult[] = []
  for (const one of named) {
    const isThere = await stat(path.join(config.content.root, one.path)).then(
      () => true,
      () => false,
    )
    if (!isThere || options.force) free.push(one)
    else {
      const { type, url, fields } = one.post
      const message = 'a file of this name is there already, and no post of the repository'
      const hint = 'Move it away, or give `--force` to write over it.'
      refused.push({
        kind: 'refused',
        path: one.path,
        type,
        title: fields.title,
        url,
        fields: [],
        left: [],
        message,
        hint,
      })
    }
  }
  return { free, refused }
}

function listUrls({ fields, body }: RemotePost, { facts }: PullContext): readonly string[] {
  return listFileUrls(JSON.stringify([fields, body]), facts.url)
}

async function bringFiles(named: readonly NamedPost[], context: PullContext): Promise<PlacedFiles> {
  if (!context.options.download || context.options.dryRun) return { files: new Map(), left: new Map() }
  const wanted = named.map(({ path: file, post }) => ({ path: file, urls: listUrls(post, context) }))
  const { config, siteFiles, readAsset, connection } = context
  const { concurrency } = connection
  return placeFiles({ wanted, content: config.content, siteFiles, readAsset, concurrency, signal: context.signal })
}

/** Removes the new files that no text names in the end. @returns how many new files stay */
async function dropUnused({ files }: PlacedFiles, users: readonly RemotePost[], context: PullContext): Promise<number> {
  const used = new Set(users.flatMap((post) => listUrls(post, context)))
  const fresh = [...files.values()].filter(({ isNew }) => isNew)
  for (const { url, path: file } of fresh)
    if (!used.has(url)) await rm(path.join(context.config.content.root, file), { force: true })
  return fresh.filter(({ url }) => used.has(url)).length
}

function describeFailure({ path: file, post }: PulledFile, { message, hint, exitCode }: GhostSyncFailure): PullResult {
  const kind = exitCode === EXIT_CODE.refused ? 'refused' : 'failed'
  const about = { path: file, type: post.type, title: post.fields.title, url: post.url, fields: [], left: [] }
  return { ...about, kind, message, ...(hint !== undefined && { hint }) }
}

function describe(
  { path: file, post }: PulledFile,
  { differing, error }: FileVerdict,
  left: PullResult['left'],
): PullResult {
  const about = { path: file, type: post.type, title: post.fields.title, url: post.url, left }
  if (error !== undefined) {
    return { ...about, kind: 'differs', fields: [], message: `written, but a plan cannot use it: ${error}` }
  }
  if (differing.length === 0) return { ...about, kind: 'created', fields: [] }
  const message = 'written, but a plan will show a difference, since Markdown cannot say it all'
  const hint = '`push --adopt --force` makes Ghost say what the file says.'
  return { ...about, kind: 'differs', fields: differing, message, hint }
}
