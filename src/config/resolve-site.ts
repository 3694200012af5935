import { checkDefaults } from './check-defaults.ts'
import { checkShape } from './check-shape.ts'
import type { FrontMatterValues, Policies, PostRules, SiteConfig, SiteRules } from './config.ts'
import { SITE_SCHEMA } from './config-schema.ts'
import { cleanValue, type Environment, isVariableName } from './environment.ts'
import type { ListedSite } from './list-sites.ts'
import type { OptionProblem } from './option-problem.ts'
import { type ReadKey, readSiteKey } from './site-keys.ts'
import { readSiteUrl } from './site-url.ts'

export interface ResolvedSite<Site extends SiteRules = SiteConfig> {
  /** The address, if it could be found, also where the site has other mistakes. */
  readonly url: string | undefined
  /** Undefined when there are problems, or when the site is not chosen. */
  readonly site: Site | undefined
  readonly problems: readonly OptionProblem[]
}

interface SiteResolving {
  readonly environment: Environment
  /** Whether the run is about this site; the keys of other sites are not read. */
  readonly chosen: boolean
  /** The defaults of all sites. */
  readonly defaults: FrontMatterValues
  /** The policies of all sites; undefined when they have mistakes of their own. */
  readonly policies: Policies | undefined
  /** Undefined when they have mistakes of their own. */
  readonly rules: PostRules | undefined
}

export type ResolveSite<Site extends SiteRules> = (listed: ListedSite, resolving: SiteResolving) => ResolvedSite<Site>

/** Checks one site completely, despite earlier mistakes, and reads its keys. */
export function resolveSite(listed: ListedSite, resolving: SiteResolving): ResolvedSite {
  const { environment, chosen } = resolving
  const rules = resolveSiteRules(listed, resolving)
  const readKey = (kind: 'admin' | 'content', option: 'adminKeyEnv' | 'contentKeyEnv'): ReadKey | undefined => {
    const variable = listed.options[option]
    // The schema reports a text that cannot name a variable.
    if (!chosen || !isVariableName(variable)) return undefined
    return readSiteKey(kind, variable, environment, [...listed.path, option])
  }
  const admin = readKey('admin', 'adminKeyEnv')
  const content = readKey('content', 'contentKeyEnv')
  const keyProblems = [admin, content].flatMap((read) =>
    read?.kind === 'wrong' ? [{ ...read.problem, site: listed.name }] : [],
  )
  const problems = [...rules.problems, ...keyProblems]
  const { adminKeyEnv, contentKeyEnv } = listed.options
  if (problems.length > 0 || rules.site === undefined || admin?.kind !== 'key' || !isVariableName(adminKeyEnv)) {
    return { url: rules.url, site: undefined, problems }
  }
  const [id = '', secret = ''] = admin.key.split(':')
  const site: SiteConfig = {
    ...rules.site,
    adminKey: { id, secret },
    contentKey: content?.kind === 'key' ? content.key : undefined,
    adminKeyEnv,
    contentKeyEnv: isVariableName(contentKeyEnv) ? contentKeyEnv : undefined,
  }
  return { url: rules.url, site, problems }
}

/** Checks one site without its keys: neither whether they are set, nor what they hold. */
function resolveSiteRules(
  listed: ListedSite,
  { environment, chosen, defaults, policies, rules }: SiteResolving,
): ResolvedSite<SiteRules> {
  const shape = checkShape(SITE_SCHEMA, listed.options, listed.path)
  const url = readSiteUrl(listed, environment, chosen)
  const own = checkDefaults(listed.options.defaults, [...listed.path, 'defaults'])
  const problems = [
    ...(shape.kind === 'bad' ? shape.problems : []),
    ...(url.kind === 'wrong' ? [url.problem] : []),
    ...own.problems,
  ].map((problem) => ({ ...problem, site: listed.name }))
  const found = url.kind === 'url' ? url.url : undefined
  if (problems.length > 0 || shape.kind === 'bad' || found === undefined || !chosen || !policies || !rules) {
    return { url: found, site: undefined, problems }
  }
  const site: SiteRules = {
    name: listed.name,
    url: found,
    apiVersion: shape.value.apiVersion,
    permalink: shape.value.permalink.replace(/\/?$/, '/'),
    defaults: { ...defaults, ...own.values },
    policies: { ...policies, ...dropUndefined(shape.value.policies) },
    rules,
  }
  return { url: found, site, problems }
}

/** Removes undefined values: `maxDeletes: undefined`, as a computed config may have it, counts as absent. */
function dropUndefined(written: Readonly<Record<string, unknown>>): Partial<Policies> {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

/**
 * Checks one site for a run that sends no request. Its keys are not read. Where the variable that holds its address is not set, as in a CI job
 * without secrets, a name that can never exist (RFC 2606) replaces it: no check depends on the host.
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
