import type { ChangedOptions } from './add-changed-option.ts'
import type { PlanFlagOptions } from './add-plan-flags.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { ReportOptions } from './add-report-options.ts'
import type { BackupOptions } from './keep-backups.ts'
import type { EmailOptions } from './settle-consent.ts'

/** What `push` takes from its command line. */
export interface PushOptions
  extends ProjectOptions,
    PlanFlagOptions,
    EmailOptions,
    ReportOptions,
    ChangedOptions,
    BackupOptions {
  readonly plan?: string
  readonly json?: boolean
  readonly diff?: boolean
  readonly yes?: boolean
  readonly redirects?: string
  /** Name of the preview that the posts go to, as drafts. */
  readonly preview?: string
}
