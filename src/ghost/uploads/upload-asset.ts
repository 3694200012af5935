import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { deliverRequest } from '../transport/deliver-request.ts'
import { explainNoAnswer, explainOutcome } from '../transport/explain-outcome.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject } from '../transport/json-value.ts'
import type { Outcome, OutgoingRequest } from '../transport/outcome.ts'

interface Upload {
  readonly endpoint: 'images' | 'media' | 'files'
  readonly uploadName: string
  readonly mimeType: string
  /** A file's `Blob` (`fs.openAsBlob`) is read from the disk while it is sent, and is never in memory as a whole. */
  readonly bytes: Uint8Array | Blob
}

/**
 * Uploads a file. Ghost stores a file that is sent twice as two, so it is sent again only when the server said that it was refused.
 * @returns its absolute URL
 */
export async function uploadAsset(connection: Connection, asset: Upload): Promise<string> {
  const { bytes, mimeType } = asset
  const content =
    bytes instanceof Blob ? bytes.slice(0, bytes.size, mimeType) : new Blob([new Uint8Array(bytes)], { type: mimeType })
  const form = new FormData()
  form.append('file', content, asset.uploadName)
  form.append('ref', asset.uploadName)
  if (asset.endpoint === 'images') form.append('purpose', 'image')
  const path = `${asset.endpoint}/upload/`
  const answer = await askAdmin(connection, {
    method: 'POST',
    path,
    body: { kind: 'form', form, size: content.size },
  })
  const rows = answer[asset.endpoint]
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined
  const url = isObject(row) ? row.url : undefined
  const base = `${(await identifySite(connection)).url}/`
  if (typeof url !== 'string' || !URL.canParse(url, base)) throw explainNoAnswer(connection, `POST ${path}`, undefined)
  return new URL(url, base).href
}

/** A file as it should be on the site. */
interface StoredFile extends Pick<Upload, 'endpoint' | 'uploadName'> {
  /** Size of the local file in bytes; absent: not known. */
  readonly size?: number
}

/**
 * Looks whether a file is on the site although no post names it: its upload ended, and the run was interrupted before the post was written. It looks
 * where Ghost's own storage puts files. A site that stores elsewhere (S3, a CDN) answers that it has no such file, which only costs a second upload.
 * @returns its absolute URL, undefined when it is not found there
 * @throws GhostSyncFailure where the site gave no clear answer: taken for a no, the file would be stored a second time
 */
export async function findUpload(connection: Connection, asset: StoredFile): Promise<string | undefined> {
  const { url } = await identifySite(connection)
  for (const month of listUploadMonths(connection.clock.now())) {
    const path = `content/${asset.endpoint}/${month}/${encodeURIComponent(asset.uploadName)}`
    const request: OutgoingRequest = { method: 'HEAD', path, auth: 'none' }
    const outcome = await deliverRequest(connection, request)
    if (outcome.kind !== 'answer' || isTrouble(outcome)) throw explainOutcome(connection, request, outcome)
    if (outcome.answer.status === 200 && isWhole(outcome.answer.headers, asset)) return `${url}/${path}`
  }
  return undefined
}

/** Whether an answer says nothing about the file. (501: a front end without HEAD will not learn it.) */
function isTrouble({ answer: { status } }: Extract<Outcome, { kind: 'answer' }>): boolean {
  return status === 429 || (status >= 500 && status !== 501)
}

/**
 * Whether the answer is for the whole file. Some themes and front ends answer 200 with a page to anything, and a file that was cut off while it was
 * stored must not be taken for the whole: sizes are compared where Ghost stores files unchanged (it recodes large images).
 */
function isWhole(headers: Headers, asset: StoredFile): boolean {
  const type = headers.get('content-type') ?? ''
  // For a compressed answer it is another length.
  const length = headers.has('content-encoding') ? null : headers.get('content-length')
  if (asset.endpoint === 'images') return type.startsWith('image/') && length !== '0'
  if (type.startsWith('text/html') && !/\.html?$/.test(asset.uploadName)) return false
  return length === null || asset.size === undefined ? length !== '0' : Number(length) === asset.size
}

const DAY = 86_400_000

/**
 * Lists the months under which Ghost may have stored a recent upload, `2026/11`, the likeliest first: this one and the one before. Ghost counts in
 * the time zone of its machine, so within a day of a month's end it may be in the next one already.
 * @param now milliseconds since the epoch, by the server's clock
 */
export function listUploadMonths(now: number): readonly string[] {
  const date = new Date(now)
  const before = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)
  const months = [now, before, now + DAY].map((time) => new Date(time).toISOString().slice(0, 7).replace('-', '/'))
  return [...new Set(months)]
}

/** Whether a file of a site is at its address. A reason is a clause that ends a sentence. */
export type FileState =
  | { readonly kind: 'there' }
  /** Readers get nothing, or another file. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** The site gave no clear answer. */
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Sends a HEAD request for a file that the site stores.
 * @param path relative to the site, without query: `content/images/2026/11/a.png`
 * @throws GhostSyncFailure when the site cannot be reached
 */
export async function probeFile(connection: Connection, path: string, file: StoredFile): Promise<FileState> {
  const request: OutgoingRequest = { method: 'HEAD', path, auth: 'none' }
  const outcome = await deliverRequest(connection, request)
  if (outcome.kind !== 'answer') throw explainOutcome(connection, request, outcome)
  const { status, headers } = outcome.answer
  if (status === 404 || status === 410) return { kind: 'gone', reason: `status ${status}` }
  if (status !== 200) return { kind: 'unknown', reason: `status ${status}` }
  if (isWhole(headers, file)) return { kind: 'there' }
  const length = headers.get('content-length')
  if (length === '0') return { kind: 'gone', reason: 'it is empty' }
  const isSized = length !== null && file.size !== undefined && file.endpoint !== 'images'
  return isSized && !(headers.get('content-type') ?? '').startsWith('text/html')
    ? { kind: 'gone', reason: `it has ${length} bytes of ${file.size}` }
    : { kind: 'gone', reason: 'a page is there in its place' }
}
