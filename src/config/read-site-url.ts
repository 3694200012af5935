import { cleanValue } from './clean-value.ts'
import type { Environment } from './environment.ts'
import { formatOptionPath } from './format-option-path.ts'
import { isVariableName } from './is-variable-name.ts'
import type { ListedSite } from './list-sites.ts'
import type { OptionProblem } from './option-problem.ts'
import { parseSiteUrl } from './parse-site-url.ts'

export type ReadUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'wrong'; readonly problem: OptionProblem }
  /** Nothing to say: the option has another mistake, or the site is not of this run and its variable is not set. */
  | { readonly kind: 'none' }

/** The address of a site, from `url` or from the variable that `urlEnv` names. An unset variable matters for a `chosen` site only. */
export function readSiteUrl(site: ListedSite, environment: Environment, chosen: boolean): ReadUrl {
  const { url, urlEnv } = site.options
  const allowHttp = site.options.allowHttp === true
  const at = formatOptionPath(site.path)
  if (url !== undefined && urlEnv !== undefined) {
    return wrong({
      code: 'config/wrong-value',
      path: [...site.path, 'urlEnv'],
      message: `\`${at}\` has both url and urlEnv.`,
      cure: 'Keep one of them.',
    })
  }
  if (url === undefined && urlEnv === undefined) {
    return wrong({
      code: 'config/missing-option',
      path: [...site.path, 'url'],
      message: `\`${at}.url\` is missing.`,
      cure: 'Write url, the address of the site, or urlEnv, the name of the environment variable that holds it.',
    })
  }
  if (typeof url === 'string') {
    const parsed = parseSiteUrl(url, { allowHttp })
    if (parsed.kind === 'url') return parsed
    const path = [...site.path, 'url']
    return wrong({ code: 'config/wrong-url', path, message: `\`${at}.url\` ${parsed.reason}.`, cure: parsed.cure })
  }
  // A urlEnv that is no name of a variable is told by the schema.
  if (!isVariableName(urlEnv)) return { kind: 'none' }
  return readVariable(site, urlEnv, environment, { allowHttp, chosen })
}

function readVariable(
  site: ListedSite,
  variable: string,
  environment: Environment,
  options: { readonly allowHttp: boolean; readonly chosen: boolean },
): ReadUrl {
  const path = [...site.path, 'urlEnv']
  const option = formatOptionPath(path)
  const written = environment.values[variable]
  if (written === undefined || cleanValue(written) === '') {
    if (!options.chosen) return { kind: 'none' }
    const missing = written === undefined
    return wrong({
      code: missing ? 'config/variable-missing' : 'config/variable-empty',
      path,
      ...(missing ? {} : { variable }),
      message: `\`${option}\` names the environment variable ${variable}, which is ${missing ? 'not set' : 'empty'}.`,
      cure: `Set ${variable} in the environment or in a .env file beside the config, e.g. https://blog.example.com.`,
    })
  }
  const parsed = parseSiteUrl(cleanValue(written), options)
  if (parsed.kind === 'url') return parsed
  if (!options.chosen) return { kind: 'none' }
  const message = `${variable} (\`${option}\`) ${parsed.reason}.`
  return wrong({ code: 'config/wrong-url', path, variable, message, cure: parsed.cure })
}

function wrong(problem: OptionProblem): ReadUrl {
  return { kind: 'wrong', problem }
}
