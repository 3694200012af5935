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
  /** `auto`: ask the server for its version and speak that. A server that does not speak a fixed version is refused. */
  readonly apiVersion: ApiVersion
  /** Seconds until a request without an answer is given up. */
  readonly timeoutSeconds: number
  /** Name of the internal tag that marks a post as ours (`Policies.ownershipTag`). */
  readonly ownershipTag: string
  /** Maximum size of an answer, in bytes after decompression. @default 64 MiB */
  readonly maxAnswerBytes?: number
  /** Maximum number of concurrent reading requests where many small ones are needed. @default 3 */
  readonly concurrency?: number
  /** Called for every attempt, after its answer or its failure. */
  readonly onRequest?: (event: RequestEvent) => void
  /** Called for every token that is signed, so that it can be redacted. */
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

/** A connection to one site, which every other function in this folder takes first. It holds no socket and need not be closed. */
export interface Connection {
  readonly name: string
  readonly url: string
  readonly ownershipTag: string
  readonly apiVersion: ApiVersion
  readonly contentKey: string | undefined
  readonly timeoutMilliseconds: number
  readonly concurrency: number
  readonly maxAnswerBytes: number
  /** What the site has sent so far. */
  readonly traffic: {
    /** Bytes of API answers, decompressed. */
    received: number
  }
  readonly http: KyInstance
  readonly tokens: TokenSource
  /** The site's clock, for every decision about the site. */
  readonly clock: ServerClock
  /** This machine's clock in milliseconds since the epoch; only for measuring how long something took. */
  readonly now: () => number
  readonly wait: (milliseconds: number) => Promise<void>
  readonly onRequest: ((event: RequestEvent) => void) | undefined
  readonly memory: {
    /** What the server said about itself; asked once, and again after a failure. */
    identity: Promise<SiteIdentity> | undefined
    /** How the site spells its tags, where that matters (`spellTags`). */
    tagNames?: ReadonlyMap<string, string>
  }
}

/** What a site says about itself without a key. */
export interface SiteIdentity {
  /** `6.65`, as the server says it. */
  readonly version: string
  readonly major: number
  /** How to speak to it. */
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
 * Opens a connection to one site. Nothing is sent yet: the first real request asks the server for its version, and no token leaves this machine
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
    // ky adds the address, the headers and the token. Retries, time limits and failures are ours (deliver-request.ts), because they have to cover the
    // reading of the body as well, and differ between a read and a write.
    http: ky.create({
      prefixUrl: `${options.url}/`,
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // Redirects are never followed: fetch would send the token to another path, and turn a POST into a GET.
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

/** Reads the audience from ky's context, whose type is unknown. @returns undefined for a request that carries no token */
function readAudience(auth: unknown): string | undefined {
  return isObject(auth) && typeof auth.audience === 'string' ? auth.audience : undefined
}
