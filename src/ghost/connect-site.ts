import ky from 'ky'
import type { Connection, ConnectOptions } from './connection.ts'
import { createTokenSource } from './transport/create-token-source.ts'
import { isObject } from './transport/parse-json.ts'
import { trackServerClock } from './transport/track-server-clock.ts'

/** A page of 100 posts is some 2.5 MB on a real site. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20

/**
 * Opens a line to one site. Sends nothing yet: the first real request asks the server what it is, and no token leaves this machine
 * before the server has answered like a Ghost that we know.
 */
export function connectSite(options: ConnectOptions): Connection {
  const now = options.now ?? Date.now
  const clock = trackServerClock(now)
  const tokens = createTokenSource(options.adminKey, now, options.onToken)
  return {
    name: options.name,
    url: options.url,
    ownershipTag: options.ownershipTag,
    apiVersion: options.apiVersion,
    contentKey: options.contentKey,
    timeoutMilliseconds: options.timeoutSeconds * 1000,
    concurrency: options.concurrency ?? 3,
    maxAnswerBytes: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
    traffic: { received: 0 },
    clock,
    tokens,
    now,
    wait: options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
    onRequest: options.onRequest,
    memory: { identity: undefined },
    // ky knows the address, the headers and the token; retries, time limits and failures are ours (deliver-request.ts), because they
    // have to cover the reading of the body as well, and to differ between a read and a write.
    http: ky.create({
      prefixUrl: `${options.url}/`,
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // Followed by hand, that is: never. fetch would carry the token along to another path, and turn a POST into a GET.
      redirect: 'manual',
      headers: { 'user-agent': 'ghost-sync' },
      hooks: {
        beforeRequest: [
          (request, { context }) => {
            const audience = readAudience(context.auth)
            if (audience !== undefined) request.headers.set('authorization', `Ghost ${tokens.token(audience)}`)
          },
        ],
      },
    }),
  }
}

/** ky hands the context on as something unknown. @returns undefined for a request that carries no token */
function readAudience(auth: unknown): string | undefined {
  return isObject(auth) && typeof auth.audience === 'string' ? auth.audience : undefined
}
