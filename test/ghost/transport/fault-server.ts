import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does to one request. */
export type Reply =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  /** Reads the request, then cuts the connection without a word. */
  | 'hang-up'
  /** Reads the request, then says nothing. */
  | 'silence'
  /** Begins an answer of 1000 bytes, sends a few, cuts the connection. */
  | 'cut-off'
  /** Begins an answer and sends a byte every 20 ms, for ever. */
  | 'drip'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface FaultServer {
  readonly url: string
  /** Every request but the probes, in order. */
  readonly seen: Seen[]
  /** The answer to every probe, whatever its root; a Ghost 5 until it is changed. */
  probe: Reply
  readonly close: () => Promise<void>
}

export const GHOST_5: Reply = {
  status: 200,
  body: { site: { version: '5.130', title: 'Faulty', url: 'http://faulty.example.com/' } },
}

/**
 * A server on loopback that answers the probe like a Ghost, and everything else as `script` says: the n-th request with its n-th entry, or each as the
 * function decides.
 */
export async function startFaultServer(script: readonly Reply[] | ((request: Seen) => Reply)): Promise<FaultServer> {
  const seen: Seen[] = []
  let probe = GHOST_5
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('latin1')
    const path = request.url ?? ''
    if (/\/ghost\/api\/(v\d\/)?admin\/site\/$/.test(path) && request.headers.authorization === undefined)
      return answer(response, probe)
    const asked = { method: request.method ?? '', path, headers: request.headers, body }
    seen.push(asked)
    const reply = typeof script === 'function' ? script(asked) : script[Math.min(seen.length, script.length) - 1]
    answer(response, reply ?? { status: 500 })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    get probe() {
      return probe
    },
    set probe(reply) {
      probe = reply
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang-up') response.destroy()
  else if (reply === 'cut-off') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"posts":[', () => response.destroy())
  } else if (reply === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  } else if (reply !== 'silence') {
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {})
    const type = typeof reply.body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
    response.writeHead(reply.status, { 'content-type': type, ...reply.headers })
    response.end(reply.status === 204 ? undefined : text)
  }
}

/** An answer with Ghost's own error body. */
export function ghostError(
  status: number,
  error: Record<string, unknown>,
  headers: Record<string, string> = {},
): Reply {
  return { status, headers, body: { errors: [{ message: 'Refused.', context: null, type: 'GhostError', ...error }] } }
}
