import type { OptionPath, OptionProblem } from './option-problem.ts'

/** One site as written, not checked yet, under the name that messages and `--site` use. */
export interface ListedSite {
  readonly name: string
  readonly path: OptionPath
  /** What was written, without `name`. */
  readonly options: Readonly<Record<string, unknown>>
}

export interface ListedSites {
  readonly sites: readonly ListedSite[]
  readonly problems: readonly OptionProblem[]
}

const NAME_CURE = "Write a short name of letters, digits, `_` and `-`, e.g. 'main'."

/** Brings both ways of writing sites, the record and the list, into one, and checks the names. */
export function listSites(written: unknown): ListedSites {
  if (typeof written !== 'object' || written === null || Object.keys(written).length === 0) {
    return { sites: [], problems: [describeNoSites(written)] }
  }
  const sites: ListedSite[] = []
  const problems: OptionProblem[] = []
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(written)
    ? written.map((site, index) => [index, site] as const)
    : Object.entries(written)
  for (const [step, site] of entries) {
    const path = ['sites', step]
    const at = typeof step === 'number' ? `sites[${step}]` : `sites.${step}`
    if (typeof site !== 'object' || site === null || Array.isArray(site)) {
      const message = `\`${at}\` is not an object, { ... }.`
      problems.push({
        code: 'config/wrong-value',
        path,
        message,
        cure: 'Write the options of a site there: { url, adminKeyEnv }.',
      })
      continue
    }
    const { name: writtenName, ...rest }: Readonly<Record<string, unknown>> = { ...site }
    const name = typeof step === 'string' ? step : writtenName
    // In a record the name stands outside; one inside could only contradict it, and is reported as an unknown option.
    const options = typeof step === 'string' && writtenName !== undefined ? { ...rest, name: writtenName } : rest
    if (typeof name !== 'string' || !/^[A-Za-z0-9][\w-]*$/.test(name)) {
      const namePath = typeof step === 'string' ? path : [...path, 'name']
      const missing = name === undefined
      problems.push({
        code: missing ? 'config/missing-option' : 'config/wrong-value',
        path: namePath,
        message: missing
          ? `\`${at}.name\` is missing.`
          : `\`${typeof step === 'string' ? at : `${at}.name`}\` is not a name for a site.`,
        cure: NAME_CURE,
      })
    }
    sites.push({ name: typeof name === 'string' ? name : at, path, options })
  }
  return { sites, problems: [...problems, ...findSameNames(sites)] }
}

function describeNoSites(written: unknown): OptionProblem {
  const cure =
    "Write at least one site: sites: { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } }."
  const path = ['sites']
  if (written === undefined) return { code: 'config/missing-option', path, message: '`sites` is missing.', cure }
  return { code: 'config/wrong-value', path, message: '`sites` holds no site.', cure }
}

function findSameNames(sites: readonly ListedSite[]): OptionProblem[] {
  return sites.flatMap((site, index) => {
    const first = sites.slice(0, index).find(({ name }) => name.toLowerCase() === site.name.toLowerCase())
    if (first === undefined) return []
    return [
      {
        code: 'config/same-name',
        path: site.path,
        site: site.name,
        message: `Two sites have the name ${first.name === site.name ? site.name : `${first.name} and ${site.name}, which differ in case only`}.`,
        cure: 'Give each site a name of its own.',
      },
    ]
  })
}
