import type { SiteState } from './read-site-state.ts'

/** How two states differ: what is there twice or too much, and what is missing or not as it should be. */
export interface Difference {
  readonly duplicates: readonly string[]
  readonly losses: readonly string[]
}

export function compareStates(found: readonly SiteState[], wanted: readonly SiteState[]): Difference {
  const duplicates: string[] = []
  const losses: string[] = []
  wanted.forEach((site, nth) => {
    const own = found[nth]
    const where = `site ${nth + 1}:`
    for (const [slug, text] of site.posts) {
      const other = own?.posts.get(slug)
      if (other === undefined) losses.push(`${where} ${slug} is missing`)
      else if (other !== text) losses.push(`${where} ${slug} differs: ${describeFields(other, text)}`)
    }
    for (const slug of own?.posts.keys() ?? []) if (!site.posts.has(slug)) duplicates.push(`${where} post ${slug}`)
    const [files, expected] = [new Set(own?.files), new Set(site.files)]
    for (const file of files) if (!expected.has(file)) duplicates.push(`${where} file ${file}`)
    for (const file of expected) if (!files.has(file)) losses.push(`${where} file ${file} is missing`)
  })
  return { duplicates, losses }
}

function describeFields(found: string, wanted: string): string {
  const [one, other] = [JSON.parse(found), JSON.parse(wanted)] as [Record<string, unknown>, Record<string, unknown>]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  const differing = keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
  return differing
    .map((key) => `${key}: ${showDifference(JSON.stringify(one[key]), JSON.stringify(other[key]))}`)
    .join('; ')
}

/** As much of two texts as shows where they part: a document is long, and there may be sixty. */
function showDifference(found = '', wanted = ''): string {
  const at = [...found].findIndex((letter, index) => letter !== wanted[index])
  const from = Math.max(0, (at < 0 ? found.length : at) - 60)
  return `…${found.slice(from, from + 160)}… instead of …${wanted.slice(from, from + 160)}…`
}
