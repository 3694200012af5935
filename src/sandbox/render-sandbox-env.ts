import type { SandboxSite } from './sandbox-site.ts'

/**
 * The environment variables that lead a config to these sites, as lines of a `.env` file:
 * `GHOST_<NAME>_URL`, `GHOST_<NAME>_ADMIN_API_KEY`, `GHOST_<NAME>_CONTENT_API_KEY`; a `-` in a name becomes `_`.
 */
export function renderSandboxEnv(sites: readonly SandboxSite[]): string {
  return sites
    .flatMap(({ name, url, adminKey, contentKey }) => {
      const prefix = `GHOST_${name.toUpperCase().replaceAll('-', '_')}`
      return [`${prefix}_URL=${url}`, `${prefix}_ADMIN_API_KEY=${adminKey}`, `${prefix}_CONTENT_API_KEY=${contentKey}`]
    })
    .map((line) => `${line}\n`)
    .join('')
}
