import type { Plan } from '../../diff/plan.ts'
import type { ExitCode, FailureRecord } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { PublishProgress } from '../../publish/publish-context.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { PullOutcome } from '../../pull/pull-context.ts'

/** Options that say which project is opened. */
export interface OpenProjectOptions {
  /** Absolute path of the folder in which the search for the config begins, and to which relative paths are relative. */
  readonly cwd: string
  /** The environment variables, as in `process.env`: keys, and the variables of git and the CI system. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The config file. @default the nearest ghost-sync.config.{ts,mts,js,mjs,json} in `cwd` or above */
  readonly config?: string
  /** A file with variables. @default `.env` beside the config, if there is one */
  readonly envFile?: string
  /** Only these sites; the keys of the others are not asked for. @default all */
  readonly sites?: readonly string[]
}

/** A project that was opened without keys. */
export interface CheckedProject {
  /**
   * Checks the files, as `ghost-sync check` does; sends no request.
   * @throws GhostSyncFailure `usage/no-such-file`, `usage/changed-and-paths`, `config/unknown-site`
   */
  readonly check: (options?: ProjectCheckOptions) => Promise<ProjectCheck>
}

/**
 * A repository of posts and its sites. Every guard of the command line holds here as well: edits and deletions in Ghost are kept, removals are
 * limited, keys in posts are refused, backups are written, and no e-mail is sent without consent.
 */
export interface Project extends CheckedProject {
  /**
   * Plans a push and writes nothing. A site that fails is in `failures`; the others are planned.
   * @throws GhostSyncFailure `usage/no-such-file`, `usage/changed-and-paths`, `config/unknown-site`, `interrupted`
   */
  readonly plan: (options?: ProjectPlanOptions) => Promise<ProjectPlan>
  /**
   * Does exactly what the plan says. The plan that `plan` has just returned continues with what was read for it, once. Any other plan (read from
   * JSON, copied, or pushed before) is made again, and refused unless it says the same.
   * @throws GhostSyncFailure `plan/outdated`, `plan/not-a-plan`, `plan/incomplete`, `plan/other-project`, `usage/output-link`, `usage/email-flags`
   */
  readonly push: (plan: Plan, options?: ProjectPushOptions) => Promise<ProjectOutcome>
  /**
   * Writes into the files what was changed in Ghost since the last push.
   * @throws GhostSyncFailure `usage/no-site`, `config/unknown-site`, `interrupted`
   */
  readonly pull: (options?: ProjectPullOptions) => Promise<ProjectPull>
}

export interface ProjectPlanOptions {
  /** Files and folders that narrow the plan; an empty list chooses nothing. @default all */
  readonly paths?: readonly string[]
  /** Only what was changed since HEAD branched off this commit, and what depends on it; true: the commit that the CI system or git names. */
  readonly changed?: string | true
  /** Names; the others are left alone. @default those of the project */
  readonly sites?: readonly string[]
  /** The files win wherever they differ from Ghost. @default false */
  readonly force?: boolean
  /** Take over posts with the same slug that ghost-sync does not manage. @default false */
  readonly adopt?: boolean
  /** Remove posts whose file is gone. @default false, and what `policies.onRemove` says */
  readonly prune?: boolean
  /** Publish posts again that were deleted in Ghost. @default false */
  readonly recreate?: boolean
  /** Refuse to remove more posts than this. @default `policies.maxDeletes` */
  readonly maxDeletes?: number
  /** Aborts the call. */
  readonly signal?: AbortSignal
}

/** A plan with its failures and exit code. It is a JSON value: it can be saved, reviewed, and pushed later, also by `ghost-sync push --plan`. */
export interface ProjectPlan extends Plan {
  /** Sites that could not be planned. */
  readonly failures: readonly SiteFailureRecord[]
  /** The exit code of the same `ghost-sync plan`. */
  readonly exitCode: ExitCode
}

export interface SiteFailureRecord extends FailureRecord {
  readonly site: string
  readonly url: string
}

export interface ProjectPushOptions {
  /** Whether to send the newsletters that the files ask for. Without it, a post whose publication would send one waits. @default false */
  readonly sendEmail?: boolean
  /** With `sendEmail`: a push that would send more than this to a site is refused. @default 1 */
  readonly maxEmails?: number
  /** Whether to publish without the newsletters that the files ask for. @default false */
  readonly skipEmail?: boolean
  /** Folder in which posts are kept as they were before they are deleted or overwritten; false: nowhere. @default a folder of the user's own */
  readonly backups?: string | false
  readonly onProgress?: (site: string, event: PublishProgress) => void
  /** Aborts the call: a write that is under way is finished, nothing new begins. */
  readonly signal?: AbortSignal
}

/** The result of a push. */
export interface ProjectOutcome {
  readonly sites: readonly SiteOutcome[]
  /** The exit code of the same `ghost-sync push`. */
  readonly exitCode: ExitCode
}

export interface ProjectPullOptions {
  /** Files, folders, slugs or addresses; an empty list chooses nothing. @default every post that was changed in Ghost */
  readonly posts?: readonly string[]
  /** Names. @default those of the project */
  readonly sites?: readonly string[]
  /** Also make a file for every post and page that has none; for one site only. @default false */
  readonly all?: boolean
  /** Where both sides changed, take what Ghost has. @default false */
  readonly theirs?: boolean
  /** Bring pictures and files along; false leaves them on the site, under their addresses. @default true */
  readonly download?: boolean
  /** Also write over files that are not committed. @default false */
  readonly force?: boolean
  /** Only report what would be written. @default false */
  readonly dryRun?: boolean
  /** Aborts the call: the file that is under way is still written. */
  readonly signal?: AbortSignal
}

/** The result of a pull. */
export interface ProjectPull {
  readonly sites: readonly PullOutcome[]
  /** The exit code of the same `ghost-sync pull`. */
  readonly exitCode: ExitCode
}

export interface ProjectCheckOptions {
  /** Files and folders to report about; an empty list chooses nothing. @default all */
  readonly paths?: readonly string[]
  /** As in `ProjectPlanOptions`. */
  readonly changed?: string | true
  /** Names. @default those of the project */
  readonly sites?: readonly string[]
  /** Warnings count as errors, and images without alternative text are warned of as well. @default false */
  readonly strict?: boolean
}

/** The problems of the files. */
export interface ProjectCheck {
  /** How many files were checked; one that could not be read counts. */
  readonly files: number
  readonly sites: readonly string[]
  readonly problems: readonly Problem[]
  /** The exit code of the same `ghost-sync check`. */
  readonly exitCode: ExitCode
}
