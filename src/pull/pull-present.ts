import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { DIGEST_RULES, digestBody, generationOf, isFromLater } from '../diff/compare/digests.ts'
import { comparePost } from '../diff/compare-post.ts'
import type { Match } from '../diff/match-posts.ts'
import { findRevision } from '../ghost/posts/bases.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import { extractTitle, type LexicalRoot, type ReferenceKind } from '../markdown/index.ts'
import type { FieldName } from '../model/fields.ts'
import { placeAsset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { locateSource } from '../scan/source/source-file.ts'
import { applyRemoteBody, applyRemoteFields } from './apply-changes.ts'
import { writeBody } from './compose-file.ts'
import { listFileUrls } from './files/list-file-urls.ts'
import { placeFiles } from './files/place-files.ts'
import { recognisePairs } from './files/recognise-files.ts'
import { tryToWrite } from './files/write-file.ts'
import { findKeptAddresses } from './find-kept-addresses.ts'
import { findTemplateCode } from './find-template-code.ts'
import { findLocalAsset, findLocalFiles, indexPosts, type LocalContext, rewriteUrl } from './local-addresses.ts'
import type { PullContext, PullResult } from './pull-context.ts'
import { verifyFiles } from './verify-files.ts'

/** Pulls into a file what was changed in Ghost since it was written there. */
export async function pullPresent(
  { desired: wanted, remote, kind }: Exclude<Match, { readonly kind: 'new' }>,
  desired: readonly DesiredPost[],
  context: PullContext,
): Promise<PullResult> {
  const { config, site, facts, connection, siteFiles, options, now } = context
  const siteUrl = facts.url
  const post: RemotePost = kind === 'unowned' ? { ...remote, base: { kind: 'none' } } : remote
  const about = { path: wanted.path, type: post.type, title: post.fields.title, url: post.url }
  let left: PullResult['left'] = []
  let notes: readonly string[] = []
  const say = (
    what: PullResult['kind'],
    fields: readonly FieldName[],
    message?: string,
    hint?: string,
  ): PullResult => ({
    ...about,
    kind: what,
    fields,
    left,
    ...(notes.length > 0 && { notes }),
    ...(message !== undefined && { message }),
    ...(hint !== undefined && { hint }),
  })
  const question = { siteUrl, now, defaultAuthor: facts.authors[0]?.slug }
  if (post.base.kind !== 'none' && isFromLater(post.base.stamp)) return say('refused', [], FROM_LATER, UPDATE)
  const first = comparePost(wanted, post, question).fields
  const isOpen = first.some(({ verdict }) => verdict === 'drift' || verdict === 'conflict')
  if (!isOpen) return say('unchanged', [])
  const hashes = new Map(await recognisePairs([{ desired: wanted, remote: post }], siteUrl, connection, siteFiles))
  const { fields } = comparePost(wanted, post, { ...question, files: hashes })
  const having = (verdict: string) => fields.filter((one) => one.verdict === verdict).map(({ field }) => field)
  const [drifted, both] = [having('drift'), having('conflict')]
  if (drifted.length + both.length === 0) return say('unchanged', [])
  if (post.type !== wanted.type)
    return say('conflict', [], `the file is a ${wanted.type}, the post in Ghost a ${post.type}`)

  const place = locateSource(wanted)
  const file = path.join(config.content.root, place)
  const source = context.sources.find((one) => one.path === wanted.path)
  if (source === undefined) throw new TypeError(`no source of the desired post ${wanted.path}`)
  if (!options.force && context.uncommitted.has(wanted.path)) {
    return say('refused', [...drifted, ...both], `the file ${context.uncommitted.reason}`, FORCE)
  }

  const open = [...drifted, ...both]
  const isBodyOpen = open.includes('body')
  const kept = isBodyOpen ? await findBaseBody(post, connection, siteUrl) : undefined
  // A file that nobody has changed has the text that was written last. A site without revisions has no other base.
  const base = kept ?? (drifted.includes('body') ? wanted.body : undefined)
  const urls = listFileUrls(JSON.stringify([post.fields, post.body, base ?? null]), siteUrl)
  const placeholders = wanted.assets.map(placeAsset)
  const known = await findLocalFiles([...urls, ...placeholders], wanted, hashes, config.content)
  const world: LocalContext = { files: known, posts: indexPosts(desired, context) }
  if (options.download && !options.dryRun) {
    const old = new Set(listFileUrls(JSON.stringify([base ?? null]), siteUrl))
    const fresh = urls.filter((url) => !known.has(url) && !old.has(url))
    const { content } = config
    const input = {
      content,
      siteFiles,
      readAsset: context.readAsset,
      concurrency: connection.concurrency,
      signal: context.signal,
    }
    const placed = await placeFiles({ ...input, wanted: [{ path: place, urls: fresh }] })
    for (const [url, one] of placed.files) {
      known.set(url, one.path)
      hashes.set(url, one.hash)
    }
    left = [...placed.left].map(([url, reason]) => ({ url, reason }))
  }

  const rewrite = (url: string, kind: ReferenceKind) => rewriteUrl(url, kind, wanted.path, world)
  const measure = (url: string) => findLocalAsset(url, wanted.assets, hashes)
  const original = await readSourceFile(file)
  const takenFields = (options.theirs ? open : drifted).flatMap((field) => (field === 'body' ? [] : [field]))
  const edited = applyRemoteFields(original.text, takenFields, { source, post, site: site.name, rewrite })
  if (edited.kind === 'refused') return say('refused', takenFields, edited.reason, edited.hint)
  let text = edited.text
  let conflicts = 0
  let hasOwn = both.some((field) => field !== 'body') && !options.theirs
  if (isBodyOpen) {
    const merged = applyRemoteBody(text, {
      base,
      theirs: post.body,
      write: (body) => writeBody(body, rewrite, config.content.markdown, measure),
      from: wanted.path,
      siteUrl,
      markdown: config.content.markdown,
      theirsWins: options.theirs,
      isUnchanged: drifted.includes('body'),
      hasTitleHeading: takesHeading(wanted, source),
    })
    if (merged === undefined) return say('conflict', open, NO_BASE, THEIRS)
    text = merged.text
    conflicts = merged.conflicts
    hasOwn ||= merged.hasOwn
  }
  if (conflicts === 0) {
    const verdict = (await verifyFiles([{ path: wanted.path, text, post }], hashes, context)).get(wanted.path)
    if (verdict?.error !== undefined) return say('refused', open, `the file would not be usable: ${verdict.error}`)
    // The plan sees all of Ghost's changes in the merged text: what the file has besides is an ordinary update.
    if (verdict?.open.length === 0) hasOwn = false
    // What both sides changed has to differ from Ghost still: it is in the file, and not in Ghost yet.
    const stuck = verdict?.open.filter((field) => !both.includes(field) || options.theirs) ?? []
    if (stuck.length > 0 && !hasOwn)
      return say('refused', stuck, UNSAYABLE, '`push --force` makes Ghost say what the file says.')
  }
  notes = [...findTemplateCode(text, original.text), ...findKeptAddresses(text, original.text)]
  if (text !== original.text && !options.dryRun) {
    const failure = await tryToWrite(config.content.root, place, original.restore(text))
    if (failure !== undefined) return say('failed', open, failure.message, failure.hint)
  }
  if (conflicts > 0)
    return say(
      'conflict',
      open,
      `${conflicts === 1 ? 'one place' : `${conflicts} places`} changed on both sides, marked in the file`,
      SETTLE,
    )
  if (hasOwn)
    return say(
      'conflict',
      open,
      "Ghost's changes are in the file now; what both sides changed is as the file has it",
      SETTLE,
    )
  return say('updated', open)
}

const FROM_LATER = 'last written by a newer ghost-sync, by rules of comparison that this one does not know'
const UPDATE = 'Update ghost-sync here to the version that the others of this project use.'
const FORCE = 'Commit it first, or give `--force`.'
const NO_BASE = 'differs from Ghost, and nothing tells who changed what'
const THEIRS = '`pull --theirs` takes what Ghost has; `push --force` what the file has.'
const UNSAYABLE = 'Markdown cannot say what Ghost has'
const SETTLE = 'Look at it, then `ghost-sync push --force` with this path; or `ghost-sync pull --theirs`.'

/** Whether the file's heading gives its title: neither the front matter nor the config names one. */
function takesHeading(wanted: DesiredPost, { document, frontMatter }: PullContext['sources'][number]): boolean {
  const hasKey = frontMatter.entries.has('title') && wanted.lines.title !== undefined
  return !hasKey && extractTitle(document)?.title === wanted.fields.title
}

/** Finds the body that was written last; undefined when Ghost does not have it any more. */
async function findBaseBody(
  post: RemotePost,
  connection: Connection,
  siteUrl: string,
): Promise<LexicalRoot | undefined> {
  const { base } = post
  if (base.kind === 'none') return undefined
  if (base.kind === 'revision') return base.root
  const { written, stamp } = base
  if (written !== undefined && written !== 'forgotten' && generationOf(stamp) !== DIGEST_RULES.generation)
    return written
  // The post was saved by something that keeps the stamp: the body beside it is not the one that the stamp describes.
  const told = [base.stamp.fields.body, base.stamp.stored?.body]
  return (await findRevision(connection, post, ({ root }) => told.includes(digestBody(root, siteUrl))))?.root
}

/** A file's text with LF, and a way to write it with its own line ends. */
export interface SourceFileText {
  readonly text: string
  /** Returns the file with another text: its byte order mark and its line ends are kept. */
  readonly restore: (text: string) => string
}

/** Reads a source file. @param path absolute */
export async function readSourceFile(path: string): Promise<SourceFileText> {
  const raw = await readFile(path, 'utf8')
  const mark = raw.startsWith('\ufeff') ? '\ufeff' : ''
  const end = raw.includes('\r\n') ? '\r\n' : raw.includes('\n') || !raw.includes('\r') ? '\n' : '\r'
  return {
    text: raw.slice(mark.length).replace(/\r\n?/g, '\n'),
    restore: (text) => mark + (end === '\n' ? text : text.replaceAll('\n', end)),
  }
}
