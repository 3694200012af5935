import { cleanValue } from './clean-value.ts'
import type { SiteRules } from './config.ts'
import { isVariableName } from './is-variable-name.ts'
import type { ListedSite } from './list-sites.ts'
import { type ResolvedSite, resolveSiteRules, type SiteResolving } from './resolve-site.ts'

/**
 * Checks one site for a run that talks to nobody. Its keys are not looked at, and where the variable that holds its address is not set, as
 * in a CI job without secrets, a name that can never exist (RFC 2606) stands for it: no check depends on the host.
 */
export function resolveOfflineSite(listed: ListedSite, resolving: SiteResolving): ResolvedSite<SiteRules> {
  const { environment } = resolving
  const variable = listed.options.urlEnv
  if (!isVariableName(variable) || cleanValue(environment.values[variable] ?? '') !== '') {
    return resolveSiteRules(listed, resolving)
  }
  const host = listed.name.toLowerCase().replace(/[^a-z0-9-]+/g, '-')
  const values = { ...environment.values, [variable]: `https://${host}.invalid` }
  return resolveSiteRules(listed, { ...resolving, environment: { ...environment, values } })
}
