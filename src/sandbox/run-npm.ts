import { spawn } from 'node:child_process'
import { cleanNpmEnvironment } from './clean-npm-environment.ts'
import { explainInstallFailure } from './explain-install-failure.ts'
import { findNpm } from './find-npm.ts'

export interface NpmRun {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Whether scripts of packages may run. @default false */
  readonly runsScripts?: boolean
}

/** More than npm ever says about one failed compile; the end of the output is where the cause stands. */
const KEPT_OUTPUT = 200_000

/**
 * Runs npm to its end. Every setting that a user's .npmrc may hold against us is overridden by a flag: scripts that are on or off, a global
 * or another install strategy, a workspace around the folder. Flags in `args` come last and win.
 * @throws what `explainInstallFailure` makes of npm's output
 */
export async function runNpm({ args, cwd, env, signal, runsScripts = false }: NpmRun): Promise<void> {
  const npm = findNpm(env)
  const flags = [
    '--global=false',
    '--workspaces=false',
    `--ignore-scripts=${!runsScripts}`,
    '--dry-run=false',
    '--audit=false',
    '--fund=false',
    '--progress=false',
    '--update-notifier=false',
    '--engine-strict=false',
    '--loglevel=error',
  ]
  const child = spawn(npm.command, [...npm.args, ...flags, ...args], {
    cwd,
    env: cleanNpmEnvironment(env, runsScripts),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Not spawn's own `signal`: that lets go at once, and npm would go on writing into the folder that we then remove.
  const end = () => child.kill()
  signal.addEventListener('abort', end, { once: true })
  let output = ''
  const keep = (chunk: string) => {
    output = (output + chunk).slice(-KEPT_OUTPUT)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => signal.removeEventListener('abort', end))
  signal.throwIfAborted()
  if (code !== 0) throw explainInstallFailure(output)
}
