import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect } from 'vitest'
import { keepDate } from '../calendar/move-date.ts'
import type { TestSite } from './boot-sites.ts'

/** A repository of posts in a folder of its own, and the built command line to run in it. */
export interface Workspace {
  readonly folder: string
  readonly write: (path: string, content: string | Uint8Array) => void
  readonly move: (from: string, to: string) => void
  readonly remove: (path: string) => void
  readonly read: (path: string) => string
  readonly run: (...args: string[]) => Promise<Run>
  readonly runWith: (env: Record<string, string | undefined>, ...args: string[]) => Promise<Run>
  /** A run that can be sent signals while it is under way. */
  readonly start: (...args: string[]) => StartedRun
  readonly startWith: (env: Record<string, string | undefined>, ...args: string[]) => StartedRun
  /** Variables that a run of the command line gets, keys among them. */
  readonly env: Readonly<Record<string, string>>
}

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface StartedRun {
  readonly kill: (signal: NodeJS.Signals) => void
  /** What it has printed so far, on either stream. */
  readonly printed: () => string
  readonly done: Promise<Run>
}

export interface WorkspaceOptions {
  /** Names the project and its ownership tag, so that test files share the sites without seeing each other. */
  readonly name: string
  readonly sites: readonly TestSite[]
  readonly config?: Record<string, unknown>
  readonly policies?: Record<string, unknown>
}

export const CLI = join(import.meta.dirname, '../../dist/cli.js')

/** Where the command line keeps backups and sandbox sites in the tests of a file: never in the user's own folder. */
export const DATA_FOLDER = join(tmpdir(), `ghost-sync-data-${process.pid}`)
process.once('exit', () => rmSync(DATA_FOLDER, { recursive: true, force: true }))

/** The folder of one project in it. */
export function locateData(projectFolder: string, name: 'backups' | 'sandbox'): string {
  const digest = createHash('sha256').update(realpathSync(projectFolder)).digest('hex').slice(0, 12)
  return join(DATA_FOLDER, 'projects', `${basename(projectFolder).slice(0, 40)}-${digest}`, name)
}

export function openWorkspace({ name, sites, config = {}, policies = {} }: WorkspaceOptions): Workspace {
  const folder = mkdtempSync(join(tmpdir(), `ghost-sync-${name}-`))
  const locate = (path: string) => join(folder, path)
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(locate(path)), { recursive: true })
    writeFileSync(locate(path), content)
  }
  const env = Object.fromEntries(
    sites.flatMap((site) => [
      [`${site.name.toUpperCase()}_ADMIN`, site.adminKey],
      [`${site.name.toUpperCase()}_CONTENT`, site.contentKey],
    ]),
  )
  const written = {
    project: name,
    sites: Object.fromEntries(
      sites.map((site) => {
        const prefix = site.name.toUpperCase()
        return [site.name, { url: site.url, adminKeyEnv: `${prefix}_ADMIN`, contentKeyEnv: `${prefix}_CONTENT` }]
      }),
    ),
    policies: { ownershipTag: `#${name}`, ...policies },
    ...config,
  }
  write('ghost-sync.config.json', JSON.stringify(written, null, 2))
  const secrets = sites.flatMap((site) => [
    site.adminKey,
    site.adminKey.split(':')[1] ?? site.adminKey,
    site.contentKey,
  ])
  const startWith = (more: Record<string, string | undefined>, args: readonly string[]): StartedRun => {
    const { done, ...rest } = spawnCli(folder, { ...env, ...more }, args)
    return { ...rest, done: done.then(holdKeys) }
  }
  const holdKeys = (run: Run) => {
    // In every run of every test: no key, nor half of one, in anything that was printed.
    for (const secret of secrets) expect(run.stdout + run.stderr).not.toContain(secret)
    expect(run.stdout + run.stderr).not.toMatch(/eyJ[\w-]{10,}\./)
    return run
  }
  return {
    folder,
    write,
    move: (from, to) => {
      mkdirSync(dirname(locate(to)), { recursive: true })
      renameSync(locate(from), locate(to))
    },
    remove: (path) => rmSync(locate(path), { recursive: true }),
    read: (path) => readFileSync(locate(path), 'utf8'),
    run: (...args) => startWith({}, args).done,
    runWith: (more, ...args) => startWith(more, args).done,
    start: (...args) => startWith({}, args),
    startWith: (more, ...args) => startWith(more, args),
    env,
  }
}

function spawnCli(cwd: string, env: Record<string, string | undefined>, args: readonly string[]): StartedRun {
  const inherited = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    GHOST_SYNC_DATA: DATA_FOLDER,
    NO_COLOR: '1',
    ...keepDate(),
  }
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  const both: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => both.push(chunk))
  const done = new Promise<Run>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    )
  })
  return {
    kill: (signal) => void child.kill(signal),
    printed: () => Buffer.concat(both).toString('utf8'),
    done,
  }
}
