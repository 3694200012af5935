import { formatOptionPath, type OptionPath, type OptionProblem } from './option-problem.ts'

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

const NAME_HINT = "Write a short name of letters, digits, `_` and `-`, e.g. 'main'."

/** Converts both ways of writing sites, the record and the list, into one, and checks the names. */
export function listSites(written: unknown): ListedSites {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(written)
    ? [...written.entries()]
    : typeof written === 'object' && written !== null
      ? Object.entries(written)
      : []
  if (entries.length === 0) return { sites: [], problems: [describeNoSites(written)] }
  const sites: ListedSite[] = []
  const problems: OptionProblem[] = []
  for (const [step, site] of entries) {
    const path = ['sites', step]
    if (typeof site !== 'object' || site === null || Array.isArray(site)) {
      const message = `\`${formatOptionPath(path)}\` is not an object, { ... }.`
      const hint = 'Write the options of a site there: { url, adminKeyEnv }.'
      problems.push({ code: 'config/wrong-value', path, message, hint })
      continue
    }
    const { name, options } = readSiteName(step, { ...site })
    if (typeof name !== 'string' || !/^[A-Za-z0-9][\w-]*$/.test(name)) {
      problems.push(describeWrongName(name, typeof step === 'string' ? path : [...path, 'name']))
    }
    sites.push({ name: typeof name === 'string' ? name : formatOptionPath(path), path, options })
  }
  return { sites, problems: [...problems, ...findSameNames(sites)] }
}

/** Reads the name of a site. In a record the name is the key; a `name` inside could only contradict it, and is reported as an unknown option. */
function readSiteName(step: string | number, site: Readonly<Record<string, unknown>>) {
  if (typeof step === 'string') return { name: step, options: site }
  const { name, ...options } = site
  return { name, options }
}

function describeWrongName(name: unknown, path: OptionPath): OptionProblem {
  const option = `\`${formatOptionPath(path)}\``
  if (name === undefined)
    return { code: 'config/missing-option', path, message: `${option} is missing.`, hint: NAME_HINT }
  return { code: 'config/wrong-value', path, message: `${option} is not a name for a site.`, hint: NAME_HINT }
}

function describeNoSites(written: unknown): OptionProblem {
  const hint =
    "Write at least one site: sites: { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } }."
  const path = ['sites']
  if (written === undefined) return { code: 'config/missing-option', path, message: '`sites` is missing.', hint }
  return { code: 'config/wrong-value', path, message: '`sites` holds no site.', hint }
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
        hint: 'Give each site a name of its own.',
      },
    ]
  })
}
