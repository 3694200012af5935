import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../../config/config.ts'
import { runInTurns } from '../../ghost/transport/run-in-turns.ts'
import { GhostSyncFailure } from '../../model/failure.ts'
import { stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import type { AssetReader } from '../../scan/assets/asset-types.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import { matchSourcePath } from '../../scan/files/match-source-path.ts'
import { type ArrivingFile, openArrivingFile } from './arriving-file.ts'
import { listCopies } from './list-file-urls.ts'
import { refuseFileContent, refuseFileName } from './refuse-file.ts'
import type { SiteFiles } from './site-files.ts'

/** A file of the site that is in the repository now. */
export interface PlacedFile {
  readonly url: string
  /** Relative to the content root. */
  readonly path: string
  /** As in `Asset.hash`. */
  readonly hash: string
  /** False when it was there already. */
  readonly isNew: boolean
}

export interface PlacedFiles {
  /** By address. */
  readonly files: ReadonlyMap<string, PlacedFile>
  /** The addresses that stay in the text, each with the reason. */
  readonly left: ReadonlyMap<string, string>
}

export interface PlaceInput {
  /** Which Markdown file needs which addresses, in the order of the files. A file that two posts show is stored beside the first. */
  readonly wanted: readonly { readonly path: string; readonly urls: readonly string[] }[]
  readonly content: ContentConfig
  readonly siteFiles: SiteFiles
  readonly readAsset: AssetReader
  /** Maximum number of concurrent requests. */
  readonly concurrency: number
  /** Aborted: files that are not fetched yet stay on the site. */
  readonly signal?: AbortSignal | undefined
}

/** Downloads files of the site into the repository, each once, into a folder named after the first post that shows it. */
export async function placeFiles(input: PlaceInput): Promise<PlacedFiles> {
  const owners = new Map<string, string>()
  for (const { path: owner, urls } of input.wanted) for (const url of urls) if (!owners.has(url)) owners.set(url, owner)
  const files = new Map<string, PlacedFile>()
  const left = new Map<string, string>()
  const taken = new Set<string>()
  await runInTurns([...owners], input.concurrency, async ([url, owner]) => {
    const placed = input.signal?.aborted === true ? STOPPED : await bring(url, owner, taken, input)
    if ('reason' in placed) left.set(url, placed.reason)
    else files.set(url, placed)
  })
  await removeEmptyFolders(input)
  return { files, left }
}

/** Removes the folders that were made for files of which none arrived. */
async function removeEmptyFolders({ wanted, content }: PlaceInput): Promise<void> {
  for (const folder of new Set(
    wanted.flatMap(({ path: owner, urls }) => (urls.length > 0 ? [nameFolder(owner)] : [])),
  )) {
    // The file system itself refuses to remove a folder with files, and an empty folder that stays does no harm.
    await rmdir(path.join(content.root, folder)).catch(() => {})
  }
}

interface Left {
  readonly reason: string
}

const STOPPED: Left = { reason: 'stopped before its turn' }

/** Fetches the best available copy of a file, and names it beside its post. */
async function bring(url: string, owner: string, taken: Set<string>, input: PlaceInput): Promise<PlacedFile | Left> {
  const refusal = refuseName(nameLocalFile(url, undefined), owner, input)
  if (refusal !== undefined) return { reason: refusal }
  let reason = 'its bytes are not those that were uploaded under this name'
  for (const copy of listCopies(url)) {
    const file = await openArrivingFile(input.content.root, nameFolder(owner))
    try {
      const download = await stopOnInterrupt(input, input.siteFiles.save(copy, file.write))
      if (download.kind === 'refused') {
        if (copy === url) reason = download.reason
        continue
      }
      // An address with a digest stands for the uploaded bytes: any other content is not that file.
      const named = findAssetUrls(url)[0]?.hash
      if (named !== undefined && named !== download.hash) continue
      const name = nameLocalFile(url, named)
      const danger = await refuseFileContent(name, file.read)
      if (danger !== undefined) return { reason: danger }
      return await place({ url, owner, name, hash: download.hash, file }, taken, input)
    } catch (error) {
      if (!(error instanceof GhostSyncFailure)) throw error
      return error.code === 'interrupted' ? STOPPED : { reason: error.message }
    } finally {
      await file.discard()
    }
  }
  return { reason }
}

/** Names of posts, and names that a program might run or obey, are refused before any request. */
function refuseName(name: string, owner: string, { content }: PlaceInput): string | undefined {
  if (matchSourcePath(`${nameFolder(owner)}/${name}`, content) !== undefined) return 'it would be taken for a post'
  return refuseFileName(name)
}

interface FetchedFile {
  readonly url: string
  readonly owner: string
  readonly name: string
  readonly hash: string
  readonly file: ArrivingFile
}

async function place(
  { url, owner, name, hash, file }: FetchedFile,
  taken: Set<string>,
  { content, readAsset }: PlaceInput,
): Promise<PlacedFile | Left> {
  const folder = nameFolder(owner)
  const dot = name.lastIndexOf('.')
  const [base, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  for (let number = 1; number < 1000; number += 1) {
    const numbered = `${base}${number === 1 ? '' : `-${number}`}${extension}`
    const relative = `${folder}/${numbered}`
    if (taken.has(relative.toLowerCase())) continue
    // The name is taken before anything is waited for: a file of the same name may arrive at the same time.
    taken.add(relative.toLowerCase())
    const there = await hashIfThere(path.join(content.root, relative))
    if (there !== undefined && there !== hash) continue
    if (there === undefined) await file.settle(numbered)
    // A file that a push would refuse, or take for another one, must not be named in the Markdown.
    const reading = await readAsset(`./${path.posix.relative(path.posix.dirname(owner), relative)}`, owner)
    if (reading.kind !== 'asset') {
      if (there === undefined) await rm(path.join(content.root, relative))
      return { reason: reading.message }
    }
    return { url, path: relative, hash, isNew: there === undefined }
  }
  return { reason: 'there are too many files of this name' }
}

/** Hashes a file as in `Asset.hash`; undefined when there is none. A folder of that name counts as another file. */
async function hashIfThere(absolutePath: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(absolutePath)) hash.update(piece as Buffer)
    return hash.digest('hex').slice(0, 16)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    return ''
  }
}

const MAX_BASE = 80

/**
 * Names a file of the site beside its post, after the last part of its address. The digest that ghost-sync puts into the names of its uploads is
 * removed: the next push adds it again. Whatever name a server gives, the result is letters, digits, dots, dashes and underscores, begins with none
 * of the marks, and is no device of Windows.
 *
 * @param hash digest of the file, as in `Asset.hash`; undefined leaves the name's own alone
 */
export function nameLocalFile(url: string, hash: string | undefined): string {
  const last = decode(url.slice(url.lastIndexOf('/') + 1)).normalize('NFC')
  const own = hash === undefined ? last : last.replace(new RegExp(`-${hash}(?:-\\d+)?(?=\\.[a-z0-9]+$)`, 'i'), '')
  const safe = own.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+/, '')
  const dot = safe.lastIndexOf('.')
  const extension = dot <= 0 ? '' : safe.slice(dot).toLowerCase()
  const base = safe
    .slice(0, safe.length - extension.length)
    .slice(0, MAX_BASE)
    .replace(/(?<![._-])[._-]+$/, '')
  const named = base === '' ? 'file' : base
  return `${/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(named) ? `file-${named}` : named}${extension}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Names the folder of a post's pictures and files: beside its Markdown file and named like it, or the folder of the file itself where it is an
 * `index.md` in a folder of its own, as Hugo has it.
 *
 * @param owner path of the Markdown file, relative to the content root
 */
export function nameFolder(owner: string): string {
  const { dir, name } = path.posix.parse(owner)
  return name === 'index' && dir !== '' ? dir : path.posix.join(dir, name)
}
