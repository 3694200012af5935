import { GhostSyncFailure } from '../failure.ts'
import type { Connection } from './connection.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { isObject } from './transport/parse-json.ts'

/**
 * Reads how large a file may be by the limits of Ghost's host, which it holds itself (`hostSettings.limits.uploads.max` in its config; files and media,
 * not images: `validators/input/files.js` and `media.js` of 5.130 and 6.65). What a proxy before Ghost refuses nobody can ask.
 * @returns bytes; undefined where there is no such limit, or the key may not ask
 */
export async function readFileLimit(connection: Connection): Promise<number | undefined> {
  try {
    const { config } = await askAdmin(connection, { method: 'GET', path: 'config/' })
    let value: unknown = config
    for (const key of ['hostSettings', 'limits', 'uploads', 'max']) value = isObject(value) ? value[key] : undefined
    const bytes = typeof value === 'string' ? Number(value) : value
    return typeof bytes === 'number' && Number.isFinite(bytes) && bytes > 0 ? bytes : undefined
  } catch (error) {
    if (error instanceof GhostSyncFailure && UNKNOWN.has(error.code)) return undefined
    throw error
  }
}

/** Some staff tokens may not read it, and an old Ghost may not have it. */
const UNKNOWN: ReadonlySet<string> = new Set(['auth/forbidden', 'ghost/not-found', 'ghost/unknown-endpoint'])
