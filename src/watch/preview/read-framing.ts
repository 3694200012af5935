import { GhostSyncFailure } from '../../failure.ts'
import type { Connection } from '../../ghost/connection.ts'
import { identifySite } from '../../ghost/identify-site.ts'
import { openPublicFile } from '../../ghost/transport/open-public-file.ts'
import { allowsFraming } from './allows-framing.ts'

/** The page waits for it, once per site. */
const PATIENCE_MILLISECONDS = 3_000

/**
 * Asks a site whether a post of it may be shown in a frame. Asked is the address of the config, whatever host the post names, and nothing that it
 * redirects to. A site that does not tell is given the benefit of the doubt: the frame shows why. A post that is said to lie elsewhere is not: it
 * gets a link, which leads there if somebody wants to.
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
