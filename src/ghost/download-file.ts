import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'

export type Download =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  /** `reason` is one clause: `it answered 404`. */
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Fetches a file that the site shows to everybody: without a key, from the site's own address only, and never beyond `maxBytes`, whatever
 * the server says of its length. A redirect is not followed: it may lead to another host.
 *
 * @param url absolute
 */
export async function downloadFile(connection: Connection, url: string, maxBytes: number): Promise<Download> {
  const site = await identifySite(connection)
  if (!url.startsWith(`${site.url}/`)) return { kind: 'refused', reason: 'it is not on the site' }
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), connection.timeoutMilliseconds * 4)
  const started = connection.now()
  // The config's address, not the one that the site gives itself: behind a proxy only the first may be reachable.
  const path = url.slice(site.url.length + 1)
  let status: number | undefined
  try {
    const response = await connection.http(path, { method: 'GET', signal: abort.signal, context: { auth: 'none' } })
    status = response.status
    if (status !== 200) return { kind: 'refused', reason: `the site answered ${status}` }
    const bytes = await readBounded(response, maxBytes)
    return bytes === undefined
      ? { kind: 'refused', reason: `it is larger than ${maxBytes} bytes` }
      : { kind: 'file', bytes }
  } catch (error) {
    const reason = abort.signal.aborted ? 'it took too long' : error instanceof Error ? error.message : String(error)
    return { kind: 'refused', reason }
  } finally {
    clearTimeout(timer)
    abort.abort()
    connection.onRequest?.({ method: 'GET', path, status, milliseconds: connection.now() - started, attempt: 1 })
  }
}

/** @returns undefined when there is more than `maxBytes` */
async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > maxBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
