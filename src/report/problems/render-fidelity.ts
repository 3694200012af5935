import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { FidelityCheck, SiteFidelity, UncheckedReason } from '../../sync/check-fidelity.ts'
import { renderJson } from '../text/json.ts'
import type { ReportOptions } from '../text/report-options.ts'
import { renderProblems } from './render-problems.ts'

const REASONS: Readonly<Record<UncheckedReason, string>> = {
  'not-pushed': 'not pushed yet',
  'changed-in-ghost': 'changed in Ghost',
  conflict: 'changed on both sides',
  'not-ours': 'not managed',
  problems: 'with problems',
}

/** Renders every difference with its line, then for each site what was compared and what was not. Ends with a newline. */
export function renderFidelity({ sites, milliseconds }: FidelityCheck, { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const differences = sites.flatMap((site) => site.differences)
  const lines = sites.map(({ site, compared, differences: own, skipped }) => {
    const verdict =
      own.length > 0
        ? paint.red(countNoun(own.length, 'difference'))
        : compared > 0
          ? paint.green('no differences')
          : ''
    const what = `${makePrintable(site)}: compared ${countNoun(compared, 'post')}`
    return [what, verdict, describeSkipped(skipped)].filter((part) => part !== '').join(', ')
  })
  const unseen = sites.flatMap(({ site, unseen: own = [] }) => describeUnseen(site, own))
  const time = `${(milliseconds / 1000).toFixed(1)} s`
  return `${renderProblems(differences, { colour })}${[...unseen, ...lines].join('\n')} (${time})\n`
}

/** Describes files that could not be seen: those on another host are counted, every other one is named. */
function describeUnseen(site: string, unseen: NonNullable<SiteFidelity['unseen']>): string[] {
  const elsewhere = unseen.filter(({ reason }) => reason === 'on another host')
  const told = unseen.filter((one) => !elsewhere.includes(one))
  const name = makePrintable(site)
  return [
    ...told.map(({ url, reason }) => `${name}: whether ${makePrintable(url)} is there is not known (${reason})`),
    ...(elsewhere.length === 0
      ? []
      : [`${name}: ${countNoun(elsewhere.length, 'upload')} on another host not looked at`]),
  ]
}

/** Describes skipped posts: `3 not compared (2 not pushed yet, 1 changed in Ghost)` */
function describeSkipped(skipped: SiteFidelity['skipped']): string {
  if (skipped.length === 0) return ''
  const counts = new Map<UncheckedReason, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const parts = [...counts].map(([reason, count]) => `${count} ${REASONS[reason]}`)
  return `${skipped.length} not compared (${parts.join(', ')})`
}

/** Renders what `check --fidelity --json` prints; it has a version, as the plan has. Ends with a newline. */
export function renderFidelityJson({ sites, milliseconds }: FidelityCheck): string {
  const rows = sites.map(({ site, compared, skipped, differences, unseen = [] }) => ({
    site,
    compared,
    skipped,
    differences: differences.map(({ code, file, line, expected, found }) => ({
      kind: code.replace('fidelity/', ''),
      file,
      line: line ?? null,
      expected,
      found,
    })),
    ...(unseen.length > 0 && { unseen }),
  }))
  const check = { kind: 'ghost-sync-fidelity', version: 1, milliseconds: Math.round(milliseconds), sites: rows }
  return renderJson(check)
}
