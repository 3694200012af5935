import type { Plan } from '../diff/plan.ts'
import { renderJson } from './render-json.ts'

/**
 * The plan as JSON, whole: what `plan --json` prints and `plan --out` saves, for `push --plan` to read. Not redacted here:
 * it holds what will be published, byte for byte, and a checksum in a post looks like a key. Whoever writes it takes the run's own keys out
 * (`CommandIo.data`, `CommandIo.conceal`). Ends with a newline.
 */
export function renderPlanJson(plan: Plan): string {
  return renderJson(plan)
}
