import type { ChangedOptions } from '../../sync/scope.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { ReportFlags } from '../options/report-options.ts'

/** What `check` takes from its command line. */
export interface CheckOptions extends ProjectOptions, ReportFlags, ChangedOptions {
  readonly strict?: boolean
  readonly fidelity?: boolean
  readonly fix?: boolean
  readonly dryRun?: boolean
  readonly force?: boolean
  readonly json?: boolean
}
