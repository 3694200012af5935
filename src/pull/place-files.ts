import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../config/config.ts'
import { GhostSyncFailure } from '../failure.ts'
import { runInTurns } from '../ghost/run-in-turns.ts'
import { findAssetUrls } from '../scan/asset-url.ts'
import type { AssetReader } from '../scan/assets/asset-reading.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { stopOnInterrupt } from '../stop-on-interrupt.ts'
import { listCopies } from './list-copies.ts'
import { nameFolder } from './name-folder.ts'
import { nameLocalFile } from './name-local-file.ts'
import { hashBytes, type SiteFiles } from './site-files.ts'
import { tryToWrite } from './write-file.ts'

/** A file of the site that lies in the repository now. */
export interface PlacedFile {
  readonly url: string
  /** Relative to the content root. */
  readonly path: string
  /** As in `Asset.hash`. */
  readonly hash: string
  /** False when it lay there already. */
  readonly isNew: boolean
}

export interface PlacedFiles {
  /** By address. */
  readonly files: ReadonlyMap<string, PlacedFile>
  /** Why an address stays an address. */
  readonly left: ReadonlyMap<string, string>
}

export interface PlaceInput {
  /** Which file needs which addresses, in the order of the files. A file that two posts show lies beside the first. */
  readonly wanted: readonly { readonly path: string; readonly urls: readonly string[] }[]
  readonly content: ContentConfig
  readonly siteFiles: SiteFiles
  readonly readAsset: AssetReader
  /** Requests under way at once. */
  readonly concurrency: number
  /** Aborted: what has not been fetched yet stays where it is. */
  readonly signal?: AbortSignal | undefined
}

/** Brings files of the site into the repository, each once, into a folder named after the post that shows it first. */
export async function placeFiles(input: PlaceInput): Promise<PlacedFiles> {
  const owners = new Map<string, string>()
  for (const { path: owner, urls } of input.wanted) for (const url of urls) if (!owners.has(url)) owners.set(url, owner)
  const files = new Map<string, PlacedFile>()
  const left = new Map<string, string>()
  const taken = new Set<string>()
  await runInTurns([...owners], input.concurrency, async ([url, owner]) => {
    const found = input.signal?.aborted === true ? STOPPED : await fetchUntilStopped(url, input)
    if ('reason' in found) left.set(url, found.reason)
    else {
      const placed = await place(url, owner, found, taken, input)
      if ('reason' in placed) left.set(url, placed.reason)
      else files.set(url, placed)
    }
  })
  return { files, left }
}

interface Found {
  readonly bytes: Uint8Array
  readonly hash: string
  /** Whether the address says the hash. */
  readonly isNamed: boolean
}

interface Left {
  readonly reason: string
}

const STOPPED: Left = { reason: 'stopped before its turn' }

async function fetchUntilStopped(url: string, { siteFiles, signal }: PlaceInput): Promise<Found | Left> {
  try {
    return await stopOnInterrupt({ signal }, fetchFile(url, siteFiles))
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'interrupted') return STOPPED
    throw error
  }
}

/** An address with a digest in it stands for the bytes that were uploaded: any other is not the file. */
async function fetchFile(url: string, siteFiles: SiteFiles): Promise<Found | Left> {
  const named = findAssetUrls(url)[0]?.hash
  let reason = 'its bytes are not those that were uploaded under this name'
  for (const copy of listCopies(url)) {
    const download = await siteFiles.fetch(copy)
    if (download.kind === 'refused') {
      if (copy === url) reason = download.reason
      continue
    }
    const hash = hashBytes(download.bytes)
    if (named === undefined || named === hash) return { bytes: download.bytes, hash, isNamed: named !== undefined }
  }
  return { reason }
}

async function place(
  url: string,
  owner: string,
  { bytes, hash, isNamed }: Found,
  taken: Set<string>,
  { content, readAsset }: PlaceInput,
): Promise<PlacedFile | Left> {
  const folder = nameFolder(owner)
  const name = nameLocalFile(url, isNamed ? hash : undefined)
  const dot = name.lastIndexOf('.')
  const [base, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  for (let number = 1; number < 1000; number += 1) {
    const relative = `${folder}/${base}${number === 1 ? '' : `-${number}`}${extension}`
    if (taken.has(relative.toLowerCase())) continue
    if (matchSourcePath(relative, content) !== undefined) return { reason: 'it would be taken for a post' }
    // Before anything is waited for: a file of the same name may be on its way beside this one.
    taken.add(relative.toLowerCase())
    const there = await readIfThere(path.join(content.root, relative))
    if (there !== undefined && hashBytes(there) !== hash) continue
    if (there === undefined) {
      const failure = await tryToWrite(content.root, relative, bytes)
      if (failure !== undefined) return { reason: failure.message }
    }
    // What a push would refuse, or take for another file, must not stand in the Markdown.
    const reading = await readAsset(`./${path.posix.relative(path.posix.dirname(owner), relative)}`, owner)
    if (reading.kind !== 'asset') {
      if (there === undefined) await rm(path.join(content.root, relative))
      return { reason: reading.message }
    }
    return { url, path: relative, hash, isNew: there === undefined }
  }
  return { reason: 'there are too many files of this name' }
}

/** Undefined when there is nothing; a folder of that name counts as something else. */
async function readIfThere(absolutePath: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(absolutePath)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    return new Uint8Array()
  }
}
