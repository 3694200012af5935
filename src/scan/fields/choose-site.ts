import { describeWrittenValue } from '../front-matter/block.ts'
import { type Finding, suggestName } from '../source/finding.ts'
import type { FrontMatterEntry } from '../source/source-file.ts'

export interface SiteChoice {
  /** Whether the file goes to the site. */
  readonly chosen: boolean
  /** Front matter for this site alone, from the record form of `sites:`. */
  readonly override: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
}

/**
 * Reads `sites:`. A list, or one name, is the whole choice. In a record, sites with `true` or front matter of their own are chosen; a record that has
 * only `false` excludes those sites and chooses all others. Without the key a file goes to every site.
 */
export function chooseSite(
  entry: FrontMatterEntry | undefined,
  site: string,
  siteNames: readonly string[],
): SiteChoice {
  if (entry === undefined || entry.value === null) return { chosen: true, override: {}, findings: [] }
  const { value, line } = entry
  if (typeof value === 'string' || Array.isArray(value)) {
    const names = (typeof value === 'string' ? value.split(',') : value)
      .map((name) => String(name).trim())
      .filter((name) => name !== '')
    return { chosen: names.includes(site), override: {}, findings: checkNames(names, siteNames, line) }
  }
  if (typeof value !== 'object') {
    return { chosen: true, override: {}, findings: [wrong(line, `\`sites\` is ${describeWrittenValue(value)}.`)] }
  }
  const record = new Map<string, unknown>(Object.entries(value))
  const findings = checkNames([...record.keys()], siteNames, line)
  for (const [name, choice] of record) {
    if (typeof choice === 'boolean' || choice === null || isRecord(choice)) continue
    findings.push(wrong(line, `\`sites.${name}\` is ${describeWrittenValue(choice)}.`))
  }
  const mine = record.get(site)
  const onlyExcludes = [...record.values()].every((choice) => choice === false)
  const chosen = record.has(site) ? mine !== false : onlyExcludes
  return { chosen, override: isRecord(mine) ? mine : {}, findings }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrong(line: number, message: string): Finding {
  return {
    severity: 'error',
    code: 'front-matter/sites',
    line,
    message,
    hint: 'Write a list of site names, or a record of site name to true, false or front matter for that site.',
  }
}

function checkNames(names: readonly string[], siteNames: readonly string[], line: number): Finding[] {
  return names
    .filter((name) => !siteNames.includes(name))
    .map((name) => {
      const meant = suggestName(name, siteNames)
      return {
        severity: 'error',
        code: 'front-matter/unknown-site',
        line,
        message: `\`sites\` names \`${name}\`, which is no site of the config.`,
        hint: meant === undefined ? `Write one of: ${siteNames.join(', ')}.` : `Did you mean \`${meant}\`?`,
      }
    })
}
