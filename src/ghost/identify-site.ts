import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { Connection, SiteIdentity } from './connection.ts'
import { deliverRequest } from './transport/deliver-request.ts'
import { explainOutcome } from './transport/explain-outcome.ts'
import type { Answer, OutgoingRequest } from './transport/outcome.ts'
import { isObject, parseJson } from './transport/parse-json.ts'
import { readGhostError } from './transport/read-ghost-error.ts'
import { isSupported, readMajorVersion, SUPPORTED_TEXT } from './transport/server-versions.ts'

const PROBE: OutgoingRequest = { method: 'GET', path: 'ghost/api/admin/site/', auth: 'none' }

/**
 * Asks the server what it is, once per connection. The question carries no key: only a server that answers it like a Ghost that we
 * support is ever sent a token.
 */
export function identifySite(connection: Connection): Promise<SiteIdentity> {
  const asked = connection.memory.identity
  if (asked !== undefined) return asked
  const identity = probe(connection)
  connection.memory.identity = identity
  // A failure is not remembered: a site that was down for a moment (watch) must not stay down for the rest of the run.
  identity.catch(() => {
    connection.memory.identity = undefined
  })
  return identity
}

async function probe(connection: Connection): Promise<SiteIdentity> {
  const outcome = await deliverRequest(connection, PROBE)
  if (outcome.kind !== 'answer') throw explainOutcome(connection, PROBE, outcome)
  const { answer } = outcome
  if (answer.status === 200) return readIdentity(connection, answer)
  if (answer.status === 404)
    throw readGhostError(answer) === undefined ? notGhost(connection, answer) : tooOld(connection)
  throw explainOutcome(connection, PROBE, outcome)
}

function readIdentity(connection: Connection, answer: Answer): SiteIdentity {
  const body = parseJson(answer.text)
  const site = isObject(body) ? body.site : undefined
  if (!isObject(site) || typeof site.url !== 'string' || !URL.canParse(site.url)) throw notGhost(connection, answer)
  const major = readMajorVersion(site.version)
  if (major === undefined || !isSupported(major)) throw unsupported(connection, site.version)
  if (connection.apiVersion !== 'auto' && Number(connection.apiVersion.slice(1)) > major) {
    throw new GhostSyncFailure(
      'site/unsupported-version',
      `Site '${connection.name}' is Ghost ${String(site.version)}, but the config asks for \`apiVersion: '${connection.apiVersion}'\`.`,
      EXIT_CODE.failed,
      { hint: "Use `apiVersion: 'auto'`, or update Ghost." },
    )
  }
  return {
    version: String(site.version),
    major,
    title: typeof site.title === 'string' ? site.title : '',
    description: typeof site.description === 'string' ? site.description : '',
    url: site.url.replace(/\/+$/, ''),
  }
}

function unsupported(connection: Connection, version: unknown): GhostSyncFailure {
  return new GhostSyncFailure(
    'site/unsupported-version',
    `Site '${connection.name}' is Ghost ${typeof version === 'string' ? version.slice(0, 20) : 'of an unknown version'}; ghost-sync works with ${SUPPORTED_TEXT}.`,
    EXIT_CODE.failed,
    { hint: 'Update Ghost, or look for a newer ghost-sync.' },
  )
}

/** Ghost before 4.44 has no unversioned API root: it answers there with Ghost's own 404. */
function tooOld(connection: Connection): GhostSyncFailure {
  return new GhostSyncFailure(
    'site/unsupported-version',
    `Site '${connection.name}' (${connection.url}) answers like a Ghost older than 5; ghost-sync works with ${SUPPORTED_TEXT}.`,
    EXIT_CODE.failed,
    { hint: 'Update Ghost. If it is new enough, check the path in `url`.' },
  )
}

function notGhost(connection: Connection, answer: Answer): GhostSyncFailure {
  const type = (answer.headers.get('content-type') ?? 'no content type').split(';')[0]
  return new GhostSyncFailure(
    'site/not-ghost',
    `There is no Ghost at ${connection.url} (site '${connection.name}'): ${PROBE.path} answered with status ${answer.status} and ${type}.`,
    EXIT_CODE.failed,
    {
      status: answer.status,
      hint: 'Is `url` complete (a blog in a folder needs its path), and is it the host that serves Ghost Admin, not a CDN or a headless front end?',
    },
  )
}
