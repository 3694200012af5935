import { redactSecrets } from '../redact-secrets.ts'
import { formatOptionPath } from './format-option-path.ts'
import type { OptionPath, OptionProblem } from './option-problem.ts'
import { recogniseKey } from './recognise-key.ts'

/**
 * Every place in the config where a Ghost key is written out, whatever the option is called: a config is committed, and a key in a git
 * history is a key given away. The key itself is in no part of the problem.
 */
export function findWrittenKeys(written: unknown): OptionProblem[] {
  const seen = new Set<object>()
  const visit = (value: unknown, path: OptionPath): OptionProblem[] => {
    if (typeof value === 'string') return redactSecrets(value) === value ? [] : [describe(value, path, written)]
    if (typeof value !== 'object' || value === null || seen.has(value)) return []
    seen.add(value)
    if (Array.isArray(value)) return value.flatMap((item, index) => visit(item, [...path, index]))
    return Object.entries(value).flatMap(([key, item]) => visit(item, [...path, key]))
  }
  return visit(written, [])
}

function describe(value: string, path: OptionPath, written: unknown): OptionProblem {
  const content = recogniseKey(value.trim()) === 'content'
  const site = readSiteName(written, path)
  const variable = `GHOST${site === undefined ? '' : `_${site.toUpperCase().replace(/\W|-/g, '_')}`}_${content ? 'CONTENT' : 'ADMIN'}_API_KEY`
  return {
    code: 'config/written-key',
    path,
    message: `\`${formatOptionPath(path)}\` holds a key, not the name of a variable; whoever reads the config could write to the site.`,
    cure:
      `Put the key into the environment or a .env file beside the config as ${variable}, and write ` +
      `${content ? 'contentKeyEnv' : 'adminKeyEnv'}: '${variable}' here. If the config was ever committed with it, make a new key in Ghost Admin.`,
    ...(site === undefined ? {} : { site }),
  }
}

/** The site that `path` leads into, in either way of writing sites. */
function readSiteName(written: unknown, path: OptionPath): string | undefined {
  const [section, step] = path
  if (section !== 'sites' || step === undefined) return undefined
  if (typeof step === 'string') return redactSecrets(step)
  const sites: unknown =
    typeof written === 'object' && written !== null && 'sites' in written ? written.sites : undefined
  const site: unknown = Array.isArray(sites) ? sites[step] : undefined
  if (typeof site !== 'object' || site === null || !('name' in site) || typeof site.name !== 'string') return undefined
  return redactSecrets(site.name)
}
