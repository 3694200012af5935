import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import { renderPage } from './page.ts'

/** Everything that the preview page shows, as it is sent to the page. Nothing in it is HTML. */
export interface PreviewState {
  /** In the order of their paths. */
  readonly posts: readonly PreviewPost[]
  /** Path of the post that was saved last; undefined before the first save. */
  readonly latest: string | undefined
  /** What the watch is doing or waiting for, one sentence. */
  readonly message: string
  readonly tone: 'good' | 'busy' | 'bad'
}

export interface PreviewPost {
  /** `SourceFile.path`. */
  readonly path: string
  readonly title: string
  readonly problems: readonly Pick<Problem, 'severity' | 'line' | 'message' | 'hint'>[]
  readonly views: readonly PreviewView[]
}

/** A post on one site. */
export interface PreviewView {
  readonly site: string
  /** The address that readers see, or Ghost's preview of a draft; undefined when the post is not in Ghost. */
  readonly url: string | undefined
  /** Grows with every push of the post: a page that shows a lower one is out of date. */
  readonly version: number
  /** Whether the address is a draft's preview, or the page that readers see. */
  readonly kind: 'draft' | 'live'
  /** The result of the last push, where it did not simply succeed. */
  readonly note: string | undefined
  /** Whether the site allows other pages to frame it. */
  readonly framed: boolean
}

export type PreviewRoute = 'page' | 'events'

export type CheckedRequest =
  | { readonly kind: 'route'; readonly route: PreviewRoute }
  | { readonly kind: 'refused'; readonly status: 403 | 404 | 405 }

/** The parts of a request that decide whether it is allowed. */
export interface AskedRequest {
  readonly method: string | undefined
  /** With the query. */
  readonly url: string | undefined
  readonly host: string | undefined
}

/**
 * Allows whoever knows the token. The `Host` is checked first: a web page whose name was made to resolve to this machine (DNS rebinding) has the same
 * origin for its browser, and could otherwise try tokens and read the answers.
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

export interface Preview {
  /** The address of the page, with the token. */
  readonly url: string
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Sends the state to every open page, and to those that open later. */
  readonly show: (state: PreviewState) => void
  readonly close: () => Promise<void>
}

export interface PreviewOptions {
  /** 0 for any free port. */
  readonly port: number
}

const KEEP_ALIVE_MILLISECONDS = 15_000

/**
 * Serves the preview page, to this machine only.
 * @throws GhostSyncFailure `watch/port-taken`
 */
export async function servePreview({ port }: PreviewOptions): Promise<Preview> {
  const token = randomBytes(18).toString('base64url')
  const pages = new Set<ServerResponse>()
  let last = ''
  let chosen = port

  const server = createServer((request, response) => {
    const { method, url } = request
    const checked = checkRequest({ method, url, host: request.headers.host }, chosen, token)
    if (checked.kind === 'refused') {
      response.writeHead(checked.status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
      return void response.end('Not here. The whole address of the preview is in the terminal.\n')
    }
    if (checked.route === 'page') {
      const nonce = randomBytes(16).toString('base64url')
      response.writeHead(200, {
        ...HEADERS,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': composePolicy(nonce),
      })
      return void response.end(method === 'HEAD' ? undefined : renderPage(nonce))
    }
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
    if (method === 'HEAD') return void response.end()
    pages.add(response)
    request.on('close', () => pages.delete(response))
    response.write(`retry: 1000\n\n${last}`)
  })
  const beat = setInterval(() => {
    for (const page of pages) page.write(': still here\n\n')
  }, KEEP_ALIVE_MILLISECONDS)
  beat.unref()

  chosen = await listen(server, port)
  const origin = `http://127.0.0.1:${chosen}`
  return {
    url: `${origin}/${token}/`,
    origin,
    show: (state) => {
      last = `data: ${JSON.stringify(state)}\n\n`
      for (const page of pages) page.write(last)
    },
    close: () => {
      clearInterval(beat)
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The frame sends no `Referer` either (see the page): the token is in the address. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

function composePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    // The empty icon of the page, without which browsers ask for one.
    'img-src data:',
    // Only the site knows the addresses of its posts: often another host than that of its Admin API.
    'frame-src http: https:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new GhostSyncFailure('watch/port-taken', `the preview cannot listen on port ${port}`, EXIT_CODE.usage, {
          hint: 'Choose another one with --port, or leave it out for one that is free.',
          cause,
        }),
      ),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new TypeError('a listening server has no port'))
    })
  })
}
