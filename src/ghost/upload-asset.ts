import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { explainNoAnswer } from './transport/explain-outcome.ts'
import { isObject } from './transport/parse-json.ts'

export interface Upload {
  readonly endpoint: 'images' | 'media' | 'files'
  readonly uploadName: string
  readonly mimeType: string
  /** A file's `Blob` (`fs.openAsBlob`) is read from the disk while it is sent, and never lies in memory as a whole. */
  readonly bytes: Uint8Array | Blob
}

/**
 * Uploads a file. Ghost stores the same file twice when it is sent twice, so it is sent again only when the server said it was not taken.
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
