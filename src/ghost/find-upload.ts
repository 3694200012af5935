import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { listUploadMonths } from './list-upload-months.ts'
import { deliverRequest } from './transport/deliver-request.ts'
import { explainOutcome } from './transport/explain-outcome.ts'
import type { Outcome, OutgoingRequest } from './transport/outcome.ts'
import type { Upload } from './upload-asset.ts'

/** A file as it should be on the site. */
export interface StoredFile extends Pick<Upload, 'endpoint' | 'uploadName'> {
  /** Bytes of the file here; absent: not known. */
  readonly size?: number
}

/**
 * Looks whether a file is on the site although no post names it: its upload ended, and the run was cut off before the post was written.
 * Looks where Ghost's own storage puts it. A site that stores elsewhere (S3, a CDN) says that it has no such file, which only costs a
 * second upload.
 * @returns its absolute URL, undefined when it is not found there
 * @throws GhostSyncFailure where the site did not say: taken for a no, the file would be stored a second time
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

/** Answers that say nothing of the file. (501: a front end that knows no HEAD will not learn it.) */
function isTrouble({ answer: { status } }: Extract<Outcome, { kind: 'answer' }>): boolean {
  return status === 429 || (status >= 500 && status !== 501)
}

/**
 * Some themes and front ends answer 200 with a page to anything. And a file that was cut off while it was stored must not be taken for
 * the whole: sizes are compared where Ghost stores what it gets (it recodes large images).
 */
export function isWhole(headers: Headers, asset: StoredFile): boolean {
  const type = headers.get('content-type') ?? ''
  // Of a compressed answer it is the length of something else.
  const length = headers.has('content-encoding') ? null : headers.get('content-length')
  if (asset.endpoint === 'images') return type.startsWith('image/') && length !== '0'
  if (type.startsWith('text/html') && !/\.html?$/.test(asset.uploadName)) return false
  return length === null || asset.size === undefined ? length !== '0' : Number(length) === asset.size
}
