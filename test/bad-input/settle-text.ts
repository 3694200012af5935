import type { TestSite } from '../e2e/boot-sites.ts'
import type { Run } from '../e2e/open-workspace.ts'

/** A run as text that is the same on every machine and in every year: what a golden file holds. */
export function settleText(
  args: readonly string[],
  run: Run,
  { folder, sites, served }: { readonly folder: string; readonly sites: readonly TestSite[]; readonly served?: string },
): string {
  const parts = [
    `$ ghost-sync ${args.join(' ')}`,
    ...(run.stdout === '' ? [] : [run.stdout.trimEnd()]),
    ...(run.stderr === '' ? [] : [`[standard error]\n${run.stderr.trimEnd()}`]),
    `[exit code ${run.code}]`,
  ]
  let text = `${parts.join('\n\n')}\n`
  if (served !== undefined) text = text.replaceAll(served, 'http://SERVED')
  for (const { name, url } of sites) text = text.replaceAll(url, `http://${name.toUpperCase()}`)
  return text
    .replaceAll(folder, 'FOLDER')
    .replace(/Ghost \d+\.\d+(\.\d+)?(?=[ ,])/g, 'Ghost N.x')
    .replace(/\b(?:59|60)\d s\b/g, '600 s')
    .replace(/(clock says|the server's) \d{4}-\d{2}-\d{2}T[\d:]{8}Z/g, '$1 TIME')
}
