import type { Plan } from '../../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure, recordFailure } from '../../model/failure.ts'
import { explainDiskFailure } from '../../model/file-errors.ts'
import type { Problem } from '../../model/problem.ts'
import { openSecretStore } from '../../model/secrets.ts'
import { createAssetReader } from '../../scan/assets/asset-reader.ts'
import { checkContent } from '../check.ts'
import { decideCheckExitCode, decideExitCode, decidePullExitCode } from '../exit-code.ts'
import {
  connectProject,
  type LoadedProject,
  loadOffline,
  loadProject,
  narrowSites,
  type OfflineProject,
} from '../load-project.ts'
import { type PreparedPlan, preparePlan, readPlanFlags } from '../plan.ts'
import { pullSites } from '../pull.ts'
import { openBackups } from '../push/backups.ts'
import { pushUnasked } from '../push/push-plan.ts'
import type { RunContext } from '../run-context.ts'
import { checkSavedPlan, planAgain } from '../saved-plan.ts'
import type { WrittenChoice } from '../scope.ts'
import type {
  CheckedProject,
  OpenProjectOptions,
  Project,
  ProjectCheck,
  ProjectCheckOptions,
  ProjectOutcome,
  ProjectPlan,
  ProjectPlanOptions,
  ProjectPull,
  ProjectPullOptions,
  ProjectPushOptions,
} from './project.ts'

/**
 * Opens the project of a folder: reads its config and the keys that it names. Each call reads files and sites again; the config is read only here.
 *
 * @example
 * const project = await openProject({ cwd: process.cwd(), env: process.env })
 * const plan = await project.plan()
 * const outcome = await project.push(plan)
 *
 * @throws GhostSyncFailure `config/invalid` with every mistake of the config in `problems`; `config/not-found`, `config/unknown-site` and their like
 */
export function openProject(options: OpenProjectOptions & { readonly keys?: 'needed' }): Promise<Project>
/** With `keys: 'ignored'` no key is read, and only `check` is available. */
export function openProject(options: OpenProjectOptions & { readonly keys: 'ignored' }): Promise<CheckedProject>
export async function openProject(
  options: OpenProjectOptions & { readonly keys?: 'needed' | 'ignored' },
): Promise<Project | CheckedProject> {
  const { cwd, env, config, keys, sites } = options
  const place: Place = { cwd, env, configFile: config }
  const choice = { ...options, ...(readSites(sites) !== undefined && { site: sites }) }
  if (keys === 'ignored') {
    const loaded = await loadOffline(place, choice)
    if (loaded.kind === 'invalid') throw refuseConfig(loaded.problems)
    return { check: (given = {}) => explainDisk(() => checkProject(loaded.project, place, given)) }
  }
  const vault = openSecretStore()
  const host = { cwd, env, addSecret: vault.addSecret }
  const loaded = await loadProject(host, choice)
  if (loaded.kind === 'invalid') throw refuseConfig(loaded.problems)
  const { project } = loaded
  const opened: OpenedProject = {
    place,
    project,
    // Made for every call: a reader remembers what it has seen of the disk, and a connection counts its requests.
    begin: (names) => connectProject(host, narrowSites(project.config, names), project.warnings),
    sitesAreChosen: sites !== undefined,
    plans: new WeakMap(),
    handOut: (value) => freeze(JSON.parse(vault.redact(JSON.stringify(value)))),
  }
  return {
    plan: (given = {}) => explainDisk(() => makePlan(opened, given)),
    push: (plan, given = {}) => explainDisk(() => carryOut(opened, plan, given)),
    pull: (given = {}) => explainDisk(() => pullProject(opened, given)),
    check: (given = {}) => explainDisk(async () => opened.handOut(await checkProject(project, place, given))),
  }
}

interface Place extends Pick<RunContext, 'cwd' | 'env'> {
  readonly configFile: string | undefined
}

interface OpenedProject {
  readonly place: Place
  readonly project: LoadedProject
  /** Opens what one call works with, for these sites. */
  readonly begin: (sites: readonly string[] | undefined) => LoadedProject
  readonly sitesAreChosen: boolean
  /** The plans that were made here and are not pushed yet. */
  readonly plans: WeakMap<object, BegunPlan>
  /**
   * Returns a frozen copy of a value, without the keys and tokens that a server may have sent back. Nobody can change a plan between its review and
   * its push.
   */
  readonly handOut: <Value extends object>(value: Value) => Value
}

/** What the push of a plan made here continues with. */
interface BegunPlan {
  readonly project: LoadedProject
  readonly prepared: PreparedPlan
  /** Time that making the plan took. */
  readonly milliseconds: number
}

async function makePlan(
  { place, begin, plans, handOut }: OpenedProject,
  given: ProjectPlanOptions,
): Promise<ProjectPlan> {
  const { paths, changed, sites, signal, ...flags } = given
  checkNumber('maxDeletes', flags.maxDeletes)
  const project = begin(readSites(sites))
  const context = openContext(place, signal)
  const started = context.now().getTime()
  const scope = chooseScope(place, paths, changed)
  const prepared = await preparePlan(project, context, { ...scope, flags: readPlanFlags(flags) })
  const plan = handOut<ProjectPlan>({
    ...prepared.plan,
    failures: prepared.failures.map(({ site, url, failure }) => ({ site, url, ...recordFailure(failure) })),
    exitCode: decideExitCode({ sites: prepared.plan.sites, siteFailures: prepared.failures.length }),
  })
  plans.set(plan, { project, prepared, milliseconds: context.now().getTime() - started })
  return plan
}

async function carryOut(opened: OpenedProject, plan: Plan, given: ProjectPushOptions): Promise<ProjectOutcome> {
  const { place, plans, handOut } = opened
  const { sendEmail, skipEmail, maxEmails, backups, onProgress, signal } = given
  checkNumber('maxEmails', maxEmails)
  if (sendEmail === true && skipEmail === true) {
    const message = '`sendEmail` and `skipEmail` exclude each other'
    throw new GhostSyncFailure('usage/email-flags', message, EXIT_CODE.usage)
  }
  const keep = backups === undefined ? {} : { backup: backups }
  const context = openContext(place, signal)
  const begun = plans.get(plan)
  // A plan is pushed once: after the push the sites have changed, and another push has to look again.
  plans.delete(plan)
  const started = context.now().getTime() - (begun?.milliseconds ?? 0)
  const { project, prepared } = begun ?? (await planSaved(opened, plan, context))
  const pushed = await pushUnasked(
    prepared,
    project,
    {
      ...context,
      ...(onProgress !== undefined && { showProgress: async () => ({ tell: onProgress, stop: () => {} }) }),
    },
    {
      started,
      backups: await openBackups(project.config.rootDir, context, keep, '`backups`'),
      email: {
        sendEmail: sendEmail === true,
        email: skipEmail !== true,
        ...(maxEmails !== undefined && { maxEmails }),
      },
    },
  )
  return handOut<ProjectOutcome>({ sites: pushed.outcomes, exitCode: pushed.exitCode })
}

/** Pushes a plan that was not made here, or was pushed before. It is not trusted: a new plan is made, and pushed only if it says the same. */
async function planSaved(
  { project: { config }, begin }: OpenedProject,
  value: Plan,
  context: RunContext,
): Promise<Pick<BegunPlan, 'project' | 'prepared'>> {
  const saved = checkSavedPlan(value, config.project, 'what was given to push')
  const project = begin(saved.request.sites)
  return { project, prepared: await planAgain(saved, project, context) }
}

async function pullProject(
  { place, begin, sitesAreChosen, handOut }: OpenedProject,
  given: ProjectPullOptions,
): Promise<ProjectPull> {
  const { posts = [], sites, signal, ...request } = given
  if (given.posts?.length === 0) return handOut<ProjectPull>({ sites: [], exitCode: EXIT_CODE.ok })
  const chosen = { names: posts, sitesAreChosen: sitesAreChosen || sites !== undefined }
  const outcomes = await pullSites(begin(readSites(sites)), openContext(place, signal), chosen, request)
  const exitCode = signal?.aborted === true ? EXIT_CODE.interrupted : decidePullExitCode(outcomes)
  return handOut<ProjectPull>({ sites: outcomes, exitCode })
}

async function checkProject(project: OfflineProject, place: Place, given: ProjectCheckOptions): Promise<ProjectCheck> {
  const { paths, changed, strict = false, sites: named } = given
  const config = narrowSites(project.config, readSites(named))
  const readAsset = createAssetReader(config.content, config.rootDir)
  const scope = chooseScope(place, paths, changed)
  const context = openContext(place, undefined)
  const { files, sites, problems } = await checkContent({ ...project, config, readAsset }, context, {
    ...scope,
    strict,
  })
  return { files, sites, problems, exitCode: decideCheckExitCode(problems, strict) }
}

function openContext({ cwd, env }: Place, signal: AbortSignal | undefined): RunContext {
  return { cwd, env, now: () => new Date(), signal }
}

/** An empty list that a program computed must not mean "all files". */
function chooseScope(
  { configFile }: Place,
  paths: readonly string[] | undefined,
  changed: string | true | undefined,
): WrittenChoice {
  const options = {
    ...(changed !== undefined && { changed }),
    ...(configFile !== undefined && { config: configFile }),
  }
  return { paths: paths ?? [], isNothing: paths?.length === 0, options }
}

/** An empty list that a program computed must not mean "all sites". */
function readSites(sites: readonly string[] | undefined): readonly string[] | undefined {
  if (sites?.length !== 0) return sites
  throw new GhostSyncFailure('usage/no-sites', '`sites` is an empty list', EXIT_CODE.usage, {
    hint: 'Name a site, or leave `sites` out for all.',
  })
}

/** Refuses NaN: every comparison with it is false, so as a limit it would limit nothing. */
function checkNumber(option: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return
  throw new GhostSyncFailure('usage/not-a-number', `\`${option}\` takes a whole number`, EXIT_CODE.usage)
}

function refuseConfig(problems: readonly Problem[]): GhostSyncFailure {
  const [first] = problems
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`
  const place = first === undefined ? '' : `: ${first.file}:${first.line ?? 1}  ${first.message}`
  return new GhostSyncFailure('config/invalid', `the config has ${count}${place}`, EXIT_CODE.usage, {
    problems,
    ...(first !== undefined && { hint: first.hint }),
  })
}

/** Reports a full or unreadable disk as failed work: it is no bug. */
async function explainDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw explainDiskFailure(error) ?? error
  }
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
