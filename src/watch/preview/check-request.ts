import { timingSafeEqual } from 'node:crypto'

export type PreviewRoute = 'page' | 'events'

export type CheckedRequest =
  | { readonly kind: 'route'; readonly route: PreviewRoute }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 405 }

/** The parts of a request that decide. */
export interface AskedRequest {
  readonly method: string | undefined
  /** With the query. */
  readonly url: string | undefined
  readonly host: string | undefined
}

/**
 * Lets in whoever knows the token. The `Host` is checked first: a page of the web whose name was made to mean this machine (DNS rebinding) is
 * of the same origin to its browser, and could otherwise try tokens and read the answers.
 */
export function checkRequest(asked: AskedRequest, port: number, token: string): CheckedRequest {
  const { method, url = '/', host } = asked
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return { kind: 'refused', status: 403 }
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405 }
  const [, given = '', ...rest] = (url.split('?')[0] ?? '').split('/')
  if (!isSame(given, token)) return { kind: 'refused', status: 404 }
  const path = rest.join('/')
  if (path === '' && rest.length === 1) return { kind: 'route', route: 'page' }
  return path === 'events' ? { kind: 'route', route: 'events' } : { kind: 'refused', status: 404 }
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)]
  return one.length === other.length && timingSafeEqual(one, other)
}
