import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import type { Connection } from '../connection.ts'
import type { Answer, OutgoingRequest } from './outcome.ts'

/**
 * A redirect is never followed: the token would go to whoever is named there. Where the new address ends like the old one, the site has
 * simply moved (http to https, another host for the admin), and the URL to configure can be named.
 */
export function explainRedirect(connection: Connection, request: OutgoingRequest, answer: Answer): GhostSyncFailure {
  const target = resolveTarget(connection, request, answer.headers.get('location'))
  const moved = target === undefined ? undefined : removeEnd(target, request.path)
  return new GhostSyncFailure(
    'site/redirected',
    target === undefined
      ? `Site '${connection.name}' (${connection.url}) redirects ${request.method} ${request.path} to nowhere (status ${answer.status}).`
      : `Site '${connection.name}' (${connection.url}) redirects to ${target.origin}${target.pathname}; the key was not sent there.`,
    EXIT_CODE.failed,
    {
      status: answer.status,
      hint:
        moved === undefined
          ? 'If this is a login page or a firewall, let requests to /ghost/api/ pass; otherwise configure the URL under which Ghost Admin opens.'
          : `If that is your site, set its \`url\` in the config to ${moved}`,
    },
  )
}

function resolveTarget(connection: Connection, request: OutgoingRequest, location: string | null): URL | undefined {
  if (location === null || !URL.canParse(location, `${connection.url}/${request.path}`)) return undefined
  return new URL(location, `${connection.url}/${request.path}`)
}

/** `https://new.example.com/blog` for `https://new.example.com/blog/ghost/api/admin/site/`; undefined when it ends otherwise. */
function removeEnd(target: URL, path: string): string | undefined {
  const full = target.pathname.replace(/(?<!\/)\/+$/, '')
  const end = `/${path.replace(/(?<!\/)\/+$/, '')}`
  return full.endsWith(end) ? `${target.origin}${full.slice(0, -end.length)}` : undefined
}
