import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'

export type PublicAnswer<Read> =
  | { readonly kind: 'read'; readonly value: Read }
  /** `reason` is one clause: `the site answered 404`. */
  | { readonly kind: 'refused'; readonly reason: string }

/** A whole file may take this many times as long as an answer. */
const WHOLE_FILE_FACTOR = 4

/**
 * Requests a public file of a site: without a key, once, at the address that the *config* names. The site's own address (`SiteIdentity.url`) only
 * decides which URLs belong to it: whoever runs the server can name any address there, and must not direct this machine to a router or to a service
 * on loopback. A redirect is an answer like any other, and is not followed.
 *
 * @param url absolute, as the site gives it
 * @param read takes the answer, a status of 200 or another, and the signal that ends it when patience does; what it leaves unread is not downloaded
 * @param patience milliseconds for all of it
 */
export async function openPublicFile<Read>(
  connection: Connection,
  url: string,
  read: (response: Response, signal: AbortSignal) => Promise<PublicAnswer<Read>>,
  patience = connection.timeoutMilliseconds * WHOLE_FILE_FACTOR,
): Promise<PublicAnswer<Read>> {
  const site = await identifySite(connection)
  if (!url.startsWith(`${site.url}/`)) return { kind: 'refused', reason: 'it is not on the site' }
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), patience)
  const started = connection.now()
  // The config's address is used, not the site's own: behind a proxy only the first may be reachable.
  const path = url.slice(site.url.length + 1)
  let status: number | undefined
  try {
    const response = await connection.http(path, { method: 'GET', signal: abort.signal, context: { auth: 'none' } })
    status = response.status
    return await read(response, abort.signal)
  } catch (error) {
    const reason = abort.signal.aborted ? 'it took too long' : error instanceof Error ? error.message : String(error)
    return { kind: 'refused', reason }
  } finally {
    clearTimeout(timer)
    abort.abort()
    connection.onRequest?.({ method: 'GET', path, status, milliseconds: connection.now() - started, attempt: 1 })
  }
}
