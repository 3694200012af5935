import { randomBytes } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import { checkRequest } from './check-request.ts'
import type { PreviewState } from './preview-state.ts'
import { renderPage } from './render-page.ts'

export interface Preview {
  /** Where the page is, with the token. */
  readonly url: string
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Sends it to every page that is open, and to those that open later. */
  readonly show: (state: PreviewState) => void
  readonly close: () => Promise<void>
}

export interface PreviewOptions {
  /** 0 for one that is free. */
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
    // Where the posts of a site are, only the site says: often under another name than its Admin API.
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
