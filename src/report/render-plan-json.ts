import type { Plan } from '../diff/plan.ts'

/**
 * The plan as JSON, whole: what `plan --json` prints and `plan --out` saves, for `push --plan` to read. Not redacted and not escaped beyond
 * JSON: it holds what will be published, byte for byte. No value in it comes from the environment, so it holds no key that an author did
 * not put into a post. Ends with a newline.
 */
export function renderPlanJson(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`
}
