import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { isObject } from '../transport/json-value.ts'

/** The owner of a key: an integration, or a staff member with an access token (which looks the same, and acts with that person's role). */
export type KeyOwner =
  | { readonly kind: 'integration' }
  | { readonly kind: 'staff'; readonly name: string; readonly roles: readonly string[] }

/** Asks Ghost for the owner of this key. */
export async function readKeyOwner(connection: Connection): Promise<KeyOwner> {
  try {
    const { users } = await askAdmin(connection, { method: 'GET', path: 'users/me/', query: { include: 'roles' } })
    const user: unknown = Array.isArray(users) ? users[0] : undefined
    if (!isObject(user)) return { kind: 'integration' }
    const roles = Array.isArray(user.roles) ? user.roles.filter(isObject) : []
    return { kind: 'staff', name: String(user.name), roles: roles.map((role) => String(role.name)) }
  } catch (error) {
    // An integration is no user, so Ghost finds none for it.
    if (error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return { kind: 'integration' }
    throw error
  }
}
