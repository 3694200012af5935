import { join } from 'node:path'
import { expect } from 'vitest'
import type * as Library from '../../src/index.ts'
import type { Project, ProjectPlan, ProjectPlanOptions } from '../../src/index.ts'
import { DATA_FOLDER, openWorkspace, type Run, type Workspace, type WorkspaceOptions } from './open-workspace.ts'

/** The built library, as a program that installed it has it. */
const { GhostSyncFailure, openProject }: typeof Library = await import(join(import.meta.dirname, '../../dist/index.js'))

/** Open for as long as the tests of a file run: what a call has read must not be taken for what is there at the next. */
const projects = new Map<string, Promise<Project>>()

function open({ folder, env }: Workspace): Promise<Project> {
  const known = projects.get(folder)
  const project =
    known ?? openProject({ cwd: folder, env: { PATH: process.env.PATH, GHOST_SYNC_DATA: DATA_FOLDER, ...env } })
  projects.set(folder, project)
  return project
}

/** A workspace whose `run` goes through the library. */
export function openInLibrary(options: WorkspaceOptions): Workspace {
  const workspace = openWorkspace(options)
  const secrets = Object.values(workspace.env).flatMap((key) => [key, key.split(':')[1] ?? key])
  const run = async (...args: string[]) => {
    const ran = await runInLibrary(workspace, args)
    // As in every run of the command line: no key, nor half of one, in anything that came back.
    for (const secret of secrets) expect(ran.stdout + ran.stderr).not.toContain(secret)
    return ran
  }
  return { ...workspace, run }
}

/**
 * Does by the library what a command line asks for. `stdout` is the value as JSON, `stderr` every failure in it, and `code` what it says of itself.
 */
async function runInLibrary(workspace: Workspace, args: readonly string[]): Promise<Run> {
  try {
    const project = await open(workspace)
    const command = readArguments(args)
    const options = { ...command.flags, ...(command.paths.length > 0 && { paths: command.paths }) }
    if (command.name === 'plan') {
      const plan = await project.plan(options)
      if (command.out !== undefined) workspace.write(command.out, JSON.stringify(plan))
      return describe(command.reportsChanges ? tellChanges(plan) : plan.exitCode, plan, plan.failures)
    }
    const plan = command.plan === undefined ? await project.plan(options) : JSON.parse(workspace.read(command.plan))
    const outcome = await project.push(plan)
    const failures = outcome.sites.flatMap(({ failure }) => (failure === undefined ? [] : [failure]))
    return describe(outcome.exitCode, outcome, failures)
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return { code: error.exitCode, stdout: '', stderr: `error: ${error.message}` }
  }
}

function describe(code: number, value: object, failures: readonly { readonly message: string }[]): Run {
  const stderr = failures.map(({ message }) => `error: ${message}`).join('\n')
  return { code, stdout: JSON.stringify(value), stderr }
}

/** As `plan --exit-code`. */
function tellChanges({ sites, exitCode }: ProjectPlan): number {
  const kinds = sites.flatMap(({ actions }) => actions.map(({ kind }) => kind))
  const changes = kinds.some((kind) => ['create', 'update', 'delete', 'unpublish'].includes(kind))
  return exitCode === 0 && changes ? 10 : exitCode
}

interface Command {
  readonly name: 'plan' | 'push'
  readonly paths: readonly string[]
  readonly flags: ProjectPlanOptions
  readonly plan?: string
  readonly out?: string
  readonly reportsChanges: boolean
}

function readArguments([name, ...rest]: readonly string[]): Command {
  if (name !== 'plan' && name !== 'push') throw new Error(`the library has no ${name}`)
  const values: Record<string, string> = {}
  const flags = new Set<string>()
  const paths: string[] = []
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? ''
    if (!word.startsWith('--')) paths.push(word)
    else if (['--site', '--plan', '--out'].includes(word)) values[word] = rest[++at] ?? ''
    else flags.add(word)
  }
  const unknown = [...flags].filter((flag) => !KNOWN.includes(flag))
  if (unknown.length > 0) throw new Error(`no option of the library for ${unknown.join(', ')}`)
  const { '--site': site, '--plan': plan, '--out': out } = values
  return {
    name,
    paths,
    flags: {
      force: flags.has('--force'),
      adopt: flags.has('--adopt'),
      prune: flags.has('--prune'),
      recreate: flags.has('--recreate'),
      ...(site !== undefined && { sites: [site] }),
    },
    ...(plan !== undefined && { plan }),
    ...(out !== undefined && { out }),
    reportsChanges: flags.has('--exit-code'),
  }
}

/** `--json` and `--yes`: a value is what it gives, and it asks nobody. */
const KNOWN = ['--force', '--adopt', '--prune', '--recreate', '--exit-code', '--json', '--yes']
