import { GhostSyncFailure } from '../failure.ts'
import type { Connection } from './connection.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { isObject } from './transport/parse-json.ts'

/**
 * Reads the names of the active theme's custom templates (`custom-wide`). An integration's key may not ask for them (501 on 5.130, 403 on 6.65);
 * a staff access token may.
 * @returns undefined when the key may not ask
 */
export async function readTemplates(connection: Connection): Promise<readonly string[] | undefined> {
  try {
    const { themes } = await askAdmin(connection, { method: 'GET', path: 'themes/' })
    const active = (Array.isArray(themes) ? themes.filter(isObject) : []).find((theme) => theme.active === true)
    const templates = active?.templates
    if (!Array.isArray(templates)) return []
    return templates.flatMap((entry: unknown) =>
      isObject(entry) && typeof entry.filename === 'string' ? [entry.filename] : [],
    )
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'auth/forbidden') return undefined
    throw error
  }
}
