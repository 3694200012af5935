import { createHash } from 'node:crypto'
import type { Connection } from '../transport/connection.ts'
import { openPublicFile } from '../transport/public-file.ts'
import { readChunks } from '../transport/read-bounded.ts'

export type Download =
  /** `hash` as in `Asset.hash`, `size` in bytes. */
  | { readonly kind: 'file'; readonly hash: string; readonly size: number }
  /** `reason` is one clause: `it answered 404`. */
  | { readonly kind: 'refused'; readonly reason: string }

export interface DownloadLimits {
  /** Limit for this file. */
  readonly maxBytes: number
  /** How many bytes the run may still download. */
  readonly left: number
}

/**
 * Downloads a public file of the site, and passes its pieces on as they arrive: none of it is kept, and nothing is read beyond the limits, whatever
 * length the server announces.
 *
 * @param url absolute
 * @param take where the pieces go; what it throws ends the download
 */
export async function downloadFile(
  connection: Connection,
  url: string,
  { maxBytes, left }: DownloadLimits,
  take: (piece: Uint8Array) => void | Promise<void> = () => {},
): Promise<Download> {
  const limit = Math.min(maxBytes, left)
  const tooLarge = limit === maxBytes ? TOO_LARGE(maxBytes) : RUN_TOO_LARGE
  let failure: { readonly error: unknown } | undefined
  const answer = await openPublicFile<{ hash: string; size: number }>(connection, url, async (response, signal) => {
    if (response.status !== 200) return { kind: 'refused', reason: `the site answered ${response.status}` }
    if (Number(response.headers.get('content-length') ?? 0) > limit) return tooLarge
    const hash = createHash('sha256')
    let size = 0
    const isWhole = await readChunks(response, limit, signal, async (piece) => {
      size += piece.byteLength
      hash.update(piece)
      try {
        await take(piece)
      } catch (error) {
        // A full disk is not the site's failure.
        failure = { error }
        throw error
      }
    })
    if (!isWhole) return tooLarge
    return { kind: 'read', value: { hash: hash.digest('hex').slice(0, 16), size } }
  })
  if (failure !== undefined) throw failure.error
  return answer.kind === 'refused' ? answer : { kind: 'file', ...answer.value }
}

const TOO_LARGE = (maxBytes: number) => ({ kind: 'refused', reason: `it is larger than ${maxBytes} bytes` }) as const
const RUN_TOO_LARGE = {
  kind: 'refused',
  reason: 'with it, the files of this run would come to more than `content.maxAssetsSize`',
} as const
