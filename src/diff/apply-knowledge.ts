import { decideAgain, type SiteDecision } from './plan-site.ts'

/**
 * Decides again with the files of the repository that were recognised by their bytes. Only posts that show one of them can be decided otherwise.
 * @param files content hash by absolute URL
 */
export function applyRecognisedFiles(decision: SiteDecision, files: ReadonlyMap<string, string>): SiteDecision {
  if (files.size === 0) return decision
  const { input } = decision
  const names = [...files].flat()
  return decideAgain(decision, { ...input, context: { ...input.context, files } }, ({ match }) => {
    if (match.kind === 'new') return false
    const { fields, body, base } = match.remote
    const text = JSON.stringify([fields, body, base, match.desired.fields, match.desired.body])
    return names.some((name) => text.includes(name))
  })
}

/**
 * Decides for the file, as with `--force`, where a person has seen both sides and chosen it.
 * @param paths of their files
 */
export function applyForce(decision: SiteDecision, paths: ReadonlySet<string>): SiteDecision {
  if (paths.size === 0) return decision
  return decideAgain(decision, { ...decision.input, forced: paths }, ({ match }) => paths.has(match.desired.path))
}
