import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answersAsGhost } from './answers-as-ghost.ts'
import { describeBootFailure } from './describe-boot-failure.ts'
import { findRelease } from './find-release.ts'
import { PROCESS_MARK } from './find-site-process.ts'
import type { GhostInstallation } from './ghost-installation.ts'
import { GHOST_PRELOAD, LISTENING_FILE } from './ghost-preload.ts'
import { isMissingFile } from './is-missing-file.ts'

export interface BootOptions {
  readonly installation: GhostInstallation
  /** Absolute, symbolic links resolved: it is how the process is found again. */
  readonly siteDir: string
  readonly name: string
  readonly port: number
  /** See `StartOptions`. */
  readonly preload?: string | undefined
  readonly signal?: AbortSignal
}

/** A first boot takes some 6 s on an idle machine; a CI machine that compiles at the same time has been seen to take a minute. */
const BOOT_TIMEOUT_MS = 180_000

/** Of the user's environment Ghost gets these only: it reads *every* variable as configuration (`url`, `database__client`, `mail` ...). */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'LD_LIBRARY_PATH', 'SSL_CERT_FILE']

/**
 * Starts a Ghost that outlives this process, and waits until it answers.
 * @returns its process id
 * @throws `sandbox/port-taken` or `sandbox/boot-failed`, with the last lines of its log; the process is gone then
 */
export async function bootGhost(options: BootOptions): Promise<number> {
  const { installation, siteDir, name, port, signal } = options
  const preload = join(siteDir, 'preload.cjs')
  await writeFile(preload, `${options.preload ?? ''}${GHOST_PRELOAD}`)
  await rm(join(siteDir, LISTENING_FILE), { force: true })
  const logFile = join(siteDir, 'ghost.log')
  const log = await open(logFile, 'w', 0o600)
  let child: ChildProcess
  try {
    child = spawn(installation.node.path, ['--require', preload, 'index.js', PROCESS_MARK, siteDir], {
      cwd: installation.folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: ghostEnvironment(installation, siteDir, port),
    })
  } finally {
    await log.close()
  }
  const { adminRoot } = findRelease(installation.version)
  let end: string | undefined
  child.once('error', (error) => {
    end = error.message
  })
  child.once('exit', (code, by) => {
    end = by ?? `exit code ${code}`
  })
  child.unref()
  const deadline = performance.now() + BOOT_TIMEOUT_MS
  while (
    child.pid === undefined ||
    !(await isListening(siteDir, child.pid)) ||
    !(await answersAsGhost(port, adminRoot))
  ) {
    if (end !== undefined) throw await describeBootFailure(name, logFile, `stopped (${end})`)
    if (signal?.aborted || performance.now() > deadline) {
      await endProcess(child)
      signal?.throwIfAborted()
      throw await describeBootFailure(name, logFile, `did not answer within ${BOOT_TIMEOUT_MS / 1000} s`)
    }
    await sleep(100)
  }
  return child.pid
}

/** A signal is sent, not obeyed, when `kill` returns: on a busy machine the process holds its database and its port for a while yet. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function isListening(siteDir: string, pid: number): Promise<boolean> {
  try {
    return (await readFile(join(siteDir, LISTENING_FILE), 'utf8')) === String(pid)
  } catch (error) {
    if (isMissingFile(error)) return false
    throw error
  }
}

function ghostEnvironment(
  { databaseClient }: GhostInstallation,
  siteDir: string,
  port: number,
): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(passedOn),
    NODE_ENV: 'production',
    url: `http://127.0.0.1:${port}`,
    server__host: '127.0.0.1',
    server__port: String(port),
    // Ghost waits a minute for connections that browsers keep open; stop and reset would as well.
    server__shutdownTimeout: '2000',
    database__client: databaseClient,
    database__connection__filename: join(siteDir, 'ghost.db'),
    database__useNullAsDefault: 'true',
    paths__contentPath: join(siteDir, 'content'),
    mail__transport: 'stub',
    security__staffDeviceVerification: 'false',
    privacy__useUpdateCheck: 'false',
    privacy__useGravatar: 'false',
    privacy__useRpcPing: 'false',
    logging__transports: '["stdout"]',
  }
}
