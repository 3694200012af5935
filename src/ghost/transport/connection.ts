import ky, { type KyInstance } from 'ky'
import type { AdminKey, ApiVersion } from '../../config/config.ts'
import type { ApiDialect } from './api-dialect.ts'
import type { Capabilities } from './capabilities.ts'
import { isObject } from './json-value.ts'
import { type ServerClock, trackServerClock } from './server-clock.ts'
import { createTokenSource, type TokenSource } from './tokens.ts'

export interface ConnectOptions {
  /** The site's short name, for messages. */
  readonly name: string
  /** Absolute URL without a trailing slash, `https://example.com/blog`. */
  readonly url: string
  readonly adminKey: AdminKey
  readonly contentKey: string | undefined
  /** `auto`: ask the server what it is, and speak that. A fixed one is refused by a server that does not speak it. */
  readonly apiVersion: ApiVersion
  /** Seconds until a request without an answer is given up. */
  readonly timeoutSeconds: number
  /** Name of the internal tag that marks a post as ours (`Policies.ownershipTag`). */
  readonly ownershipTag: string
  /** Greatest size of an answer, in bytes as they are once decompressed. @default 64 MiB */
  readonly maxAnswerBytes?: number
  /** Reading requests under way at once where many small ones are needed. @default 3 */
  readonly concurrency?: number
  /** Told of every attempt, after its answer or its failure. */
  readonly onRequest?: (event: RequestEvent) => void
  /** Told of every token that is signed, so that it can be kept out of what is printed. */
  readonly onToken?: ((token: string) => void) | undefined
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number
  /** Waits between attempts, in milliseconds. @default setTimeout */
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** One attempt of one request: what `--verbose` prints and what tests count writes by. */
export interface RequestEvent {
  readonly method: string
  /** Path and query, relative to the site's URL, without any key. */
  readonly path: string
  /** HTTP status; undefined when nothing came back. */
  readonly status: number | undefined
  readonly milliseconds: number
  /** 1 for the first. */
  readonly attempt: number
}

/** An open line to one site: what every other function in this folder takes first. Holds no socket; nothing to close. */
export interface Connection {
  readonly name: string
  readonly url: string
  readonly ownershipTag: string
  readonly apiVersion: ApiVersion
  readonly contentKey: string | undefined
  readonly timeoutMilliseconds: number
  readonly concurrency: number
  readonly maxAnswerBytes: number
  /** What has come from the site so far. */
  readonly traffic: {
    /** Bytes of API answers, decompressed. */
    received: number
  }
  readonly http: KyInstance
  readonly tokens: TokenSource
  /** What time it is on the site: for every decision about it. */
  readonly clock: ServerClock
  /** What this machine's clock says, in milliseconds since the epoch: for how long something took, and for nothing else. */
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
  readonly onRequest: ((event: RequestEvent) => void) | undefined
  readonly memory: {
    /** What the server said it is; asked once, and again after a failure. */
    identity: Promise<SiteIdentity> | undefined
    /** How the site spells its tags, where that matters (`spellTags`). */
    tagNames?: ReadonlyMap<string, string>
  }
}

/** What a site says of itself to anybody, key or no key. */
export interface SiteIdentity {
  /** `6.65`, as the server says it. */
  readonly version: string
  readonly major: number
  /** How it is spoken to. */
  readonly dialect: ApiDialect
  readonly capabilities: Capabilities
  readonly title: string
  readonly description: string
  /** The public URL without a trailing slash, as the server has it configured. */
  readonly url: string
}

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
