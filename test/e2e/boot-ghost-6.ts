import type { TestProject } from 'vitest/node'
import { bootSites } from './boot-sites.ts'

/** The two sites of the project `e2e-6`: the main job on Ghost 6, beside all else on Ghost 5. */
export function setup(project: TestProject): Promise<() => Promise<void>> {
  return bootSites(project, '6', 1)
}
