import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { Connection } from '../transport/connection.ts'
import { deliverRequest } from '../transport/deliver-request.ts'
import { explainBadAnswer, explainOutcome } from '../transport/explain-outcome.ts'
import { readGhostError } from '../transport/ghost-error.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, parseJson } from '../transport/json-value.ts'
import type { OutgoingRequest } from '../transport/outcome.ts'

/** A site's public settings, from the Content API. Null where a setting is missing. */
export interface ContentSettings {
  readonly title: string | null
  readonly description: string | null
  /** Without a trailing slash. */
  readonly url: string | null
  readonly timezone: string | null
  readonly locale: string | null
  readonly metaTitle: string | null
  readonly metaDescription: string | null
  readonly logo: string | null
  readonly accentColor: string | null
  readonly membersEnabled: boolean
  /** `all`, `invite`, `paid` or `none`. */
  readonly membersSignupAccess: string | null
  /** `off`, `all` or `paid`. */
  readonly commentsEnabled: string | null
}

/**
 * Reads the site's settings with the Content API key.
 * @throws GhostSyncFailure `auth/invalid-content-key` when there is no key, or Ghost does not know it
 */
export async function readContentSettings(connection: Connection): Promise<ContentSettings> {
  const { contentKey } = connection
  if (contentKey === undefined) throw refuseKey(connection, 'no Content API key is configured')
  const { dialect } = await identifySite(connection)
  const request: OutgoingRequest = {
    method: 'GET',
    path: `${dialect.contentRoot}settings/`,
    query: { key: contentKey },
    auth: 'none',
    acceptVersion: dialect.acceptVersion,
  }
  const outcome = await deliverRequest(connection, request)
  if (outcome.kind !== 'answer') throw explainOutcome(connection, request, outcome)
  const { answer } = outcome
  if ((answer.status === 401 || answer.status === 403) && readGhostError(answer) !== undefined) {
    throw refuseKey(connection, 'the site does not know this Content API key')
  }
  if (answer.status !== 200) throw explainOutcome(connection, request, outcome)
  const body = parseJson(answer.text)
  const settings = isObject(body) ? body.settings : undefined
  if (!isObject(settings))
    throw explainBadAnswer(connection, `GET ${request.path}`, 200, 'the answer holds no settings')
  const text = (key: string): string | null => {
    const value = settings[key]
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    title: text('title'),
    description: text('description'),
    url: text('url')?.replace(/(?<!\/)\/+$/, '') ?? null,
    timezone: text('timezone'),
    locale: text('locale') ?? text('lang'),
    metaTitle: text('meta_title'),
    metaDescription: text('meta_description'),
    logo: text('logo'),
    accentColor: text('accent_color'),
    membersEnabled: settings.members_enabled === true,
    membersSignupAccess: text('members_signup_access'),
    commentsEnabled: text('comments_enabled'),
  }
}

function refuseKey(connection: Connection, why: string): GhostSyncFailure {
  return new GhostSyncFailure('auth/invalid-content-key', `Site '${connection.name}': ${why}.`, EXIT_CODE.failed, {
    hint: 'Copy the Content API key (26 characters) from Ghost Admin, Settings, Integrations.',
  })
}
