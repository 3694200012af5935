import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { attemptRequest } from './transport/attempt-request.ts'
import type { Upload } from './upload-asset.ts'

/**
 * Looks whether a file is on the site although no post names it: its upload ended, and the run was cut off before the post was written.
 * Looks where Ghost's own storage puts it, this month and the last. A site that stores elsewhere (S3, a CDN) only costs a second upload,
 * so whatever the answer is, it is no failure.
 * @returns its absolute URL, undefined when it is not found there
 */
export async function findUpload(
  connection: Connection,
  asset: Pick<Upload, 'endpoint' | 'uploadName'> & { readonly size?: number },
): Promise<string | undefined> {
  const { url } = await identifySite(connection)
  for (const month of listMonths(connection.clock.now())) {
    const path = `content/${asset.endpoint}/${month}/${encodeURIComponent(asset.uploadName)}`
    const outcome = await attemptRequest(connection, { method: 'HEAD', path, auth: 'none' }, 1)
    if (outcome.kind !== 'answer' || outcome.answer.status !== 200) continue
    if (isAsset(outcome.answer.headers, asset)) return `${url}/${path}`
  }
  return undefined
}

/** This month and the one before, `2026/11`. */
function listMonths(now: number): readonly string[] {
  const date = new Date(now)
  return [0, 1].map((back) => {
    const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1))
    return month.toISOString().slice(0, 7).replace('-', '/')
  })
}

/**
 * Some themes and front ends answer 200 with a page to anything. And a file that was cut off while it was stored must not be taken for
 * the whole: sizes are compared where Ghost stores what it gets (it recodes large images).
 */
function isAsset(
  headers: Headers,
  asset: { readonly endpoint: string; readonly uploadName: string; readonly size?: number },
): boolean {
  const type = headers.get('content-type') ?? ''
  const length = headers.get('content-length')
  if (asset.endpoint === 'images') return type.startsWith('image/') && length !== '0'
  if (type.startsWith('text/html') && !/\.html?$/.test(asset.uploadName)) return false
  return length === null || asset.size === undefined ? length !== '0' : Number(length) === asset.size
}
