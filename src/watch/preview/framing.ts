import type { Connection } from '../../ghost/transport/connection.ts'
import { identifySite } from '../../ghost/transport/identify-site.ts'
import { openPublicFile } from '../../ghost/transport/public-file.ts'
import { GhostSyncFailure } from '../../model/failure.ts'

/**
 * Whether a page with these headers may be shown in a frame of a page of another origin. In doubt it may not: an empty frame would not say why.
 * `frame-ancestors` makes browsers ignore X-Frame-Options.
 */
export function allowsFraming(headers: Headers, origin: string): boolean {
  const policies = (headers.get('content-security-policy') ?? '').split(',')
  const ancestors = policies.flatMap((policy) => {
    const directive = policy.split(';').find((part) => /^\s*frame-ancestors(\s|$)/i.test(part))
    return directive === undefined ? [] : [directive.trim().split(/\s+/).slice(1)]
  })
  if (ancestors.length > 0) return ancestors.every((sources) => sources.some((source) => matches(source, origin)))
  return headers.get('x-frame-options') === null
}

function matches(source: string, origin: string): boolean {
  const lower = source.toLowerCase().replace(/\/$/, '')
  return lower === '*' || lower === origin || lower === new URL(origin).protocol
}

/** The page waits for the answer, once per site. */
const PATIENCE_MILLISECONDS = 3_000

/**
 * Asks a site whether a post of it may be shown in a frame. The request goes to the address of the config, whatever host the post names, and no
 * redirect is followed. Without a clear answer the frame is tried: it shows why. A post on another host is not tried: it gets a link.
 */
export async function readFraming(connection: Connection, url: string, origin: string): Promise<boolean> {
  try {
    const site = await identifySite(connection)
    if (!url.startsWith(`${site.url}/`)) return false
    const read = async ({ status, headers }: Response) => {
      const isElsewhere = status >= 300 && status < 400
      return { kind: 'read', value: isElsewhere || allowsFraming(headers, origin) } as const
    }
    const answer = await openPublicFile(connection, url, read, PATIENCE_MILLISECONDS)
    return answer.kind === 'refused' || answer.value
  } catch (error) {
    if (error instanceof GhostSyncFailure) return true
    throw error
  }
}
