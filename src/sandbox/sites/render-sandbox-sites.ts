import type { SandboxReading, SandboxSite } from './sandbox-site.ts'

/** Renders what a person needs to use these sites: the addresses and how to log in, but no keys. Plain text, ends with a line end. */
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

/** Renders the same for scripts. `version` is raised when a field changes its meaning or is removed. There are no keys: `--write-env` writes them. */
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
  return `${JSON.stringify({ kind: 'ghost-sync-sandbox', version: 1, sites: shown, unfinished }, null, 2)}\n`
}
