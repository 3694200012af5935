import type { SandboxReading, SandboxSite } from './sandbox-site.ts'

/** What a person needs to know to use these sites: where they are and how to log in. No keys. Plain text, ends with a line end. */
export function renderSandboxSites({ sites, unfinished }: SandboxReading): string {
  return [...sites.map(renderSite), ...unfinished.map(renderUnfinished)].join('')
}

function renderSite({ name, url, owner, ghostVersion, state, pid }: SandboxSite): string {
  const process = pid === undefined ? '' : `, process ${pid}`
  return [
    `${name}  ${state}, Ghost ${ghostVersion}${process}`,
    `  site   ${url}/`,
    `  admin  ${url}/ghost/`,
    `  login  ${owner.email}  ${owner.password}`,
    '',
  ].join('\n')
}

function renderUnfinished(name: string): string {
  return `${name}  not set up to the end; \`ghost-sync sandbox start ${name}\` completes it\n`
}

/**
 * The same for scripts. `version` goes up when a field changes its meaning or goes away. No keys: they are had with `--write-env`.
 */
export function renderSandboxJson({ sites, unfinished }: SandboxReading): string {
  const shown = sites.map(({ name, state, url, port, pid, ghostVersion, owner }) => ({
    name,
    state,
    url,
    adminUrl: `${url}/ghost/`,
    port,
    pid: pid ?? null,
    ghostVersion,
    owner,
  }))
  return `${JSON.stringify({ version: 1, sites: shown, unfinished }, null, 2)}\n`
}
