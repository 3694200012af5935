import type { Connection } from './connection.ts'
import { isWhole, type StoredFile } from './find-upload.ts'
import { deliverRequest } from './transport/deliver-request.ts'
import { explainOutcome } from './transport/explain-outcome.ts'
import type { OutgoingRequest } from './transport/outcome.ts'

/** Whether a file of a site is where its address says, in a clause that ends a sentence where it is not. */
export type FileState =
  | { readonly kind: 'there' }
  /** Readers get nothing, or something else. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** The site did not say. */
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Asks a site for the head of a file that it stores.
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
