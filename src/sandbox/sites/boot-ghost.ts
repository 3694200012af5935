import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { isMissingFile } from '../../model/file-errors.ts'
import { findRelease } from '../ghost-versions.ts'
import type { GhostInstallation } from '../install/ghost-installation.ts'
import { answersAsGhost, PROCESS_MARK } from './site-process.ts'

/** The file in a site's folder into which a listening Ghost writes its process id. */
const LISTENING_FILE = 'listening'

/**
 * Source of a module that every sandbox Ghost loads before anything of its own (`node --require`: Node 14 has no `--import`). It is written into the
 * site's folder and does two things that Ghost has no setting for:
 *
 * - It refuses each connection that leaves this machine. The update check and Gravatar can be switched off, but not webmentions, which Ghost sends
 *   to every site that a published post links to: a test run would contact strangers' servers.
 * - It reports when this very process has got its port. Two Ghosts that boot at the same time on one port both see it free; asking the port for its
 *   Ghost could set up the other one's site.
 */
const GHOST_PRELOAD = `const { writeFileSync } = require('node:fs')
const net = require('node:net')
const { join } = require('node:path')
const { isMainThread } = require('node:worker_threads')

const connect = net.Socket.prototype.connect
const isLocal = (host) => host === undefined || host === 'localhost' || host === '::1' || /^127\\./.test(host)

net.Socket.prototype.connect = function (...args) {
  const target = Array.isArray(args[0]) ? args[0][0] : args[0]
  const isObject = typeof target === 'object' && target !== null
  const host = isObject ? target.host : typeof args[1] === 'string' ? args[1] : undefined
  if ((isObject && target.path) || isLocal(host)) return connect.apply(this, args)
  const refusal = new Error('the sandbox does not connect to ' + host)
  process.nextTick(() => this.destroy(Object.assign(refusal, { code: 'ECONNREFUSED' })))
  return this
}

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  this.once('listening', () => {
    const isOwnPort = String(this.address()?.port) === process.env.server__port
    if (isMainThread && isOwnPort) writeFileSync(join(__dirname, '${LISTENING_FILE}'), String(process.pid))
  })
  return listen.apply(this, args)
}
`

const SHOWN_LINES = 12

/**
 * Makes the failure of a Ghost that did not start, with the end of its log, where alone the cause is written. Ghost 6 writes so much after its first
 * error that this error is shown as well.
 * @param what `stopped (exit code 1)`
 */
export async function describeBootFailure(name: string, logFile: string, what: string): Promise<GhostSyncFailure> {
  const log = stripVTControlCharacters(await readFile(logFile, 'utf8'))
  if (/EADDRINUSE/.test(log)) {
    return new GhostSyncFailure(
      'sandbox/port-taken',
      `The port of the sandbox site ${name} is taken.`,
      EXIT_CODE.failed,
    )
  }
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  const last = lines.slice(-SHOWN_LINES)
  const error = lines.find((line) => /\bERROR\b/.test(line))
  const shown = error === undefined || last.includes(error) ? last : [error, '...', ...last]
  const end = lines.length === 0 ? 'Its log is empty.' : shown.join('\n')
  return new GhostSyncFailure(
    'sandbox/boot-failed',
    `Ghost of the sandbox site ${name} ${what} while booting. The end of its log:\n${end}`,
    EXIT_CODE.failed,
    {
      hint: `The whole log is ${logFile}; \`ghost-sync sandbox reset ${name}\` builds the site anew, without its posts.`,
    },
  )
}

export interface BootOptions {
  readonly installation: GhostInstallation
  /** Absolute, symbolic links resolved: the process is found by it. */
  readonly siteDir: string
  readonly name: string
  readonly port: number
  /** See `StartOptions`. */
  readonly preload?: string | undefined
  readonly signal?: AbortSignal
}

/** A first boot takes some 6 s on an idle machine; a CI machine that compiled at the same time needed a minute. */
const BOOT_TIMEOUT_MS = 180_000

/** Ghost gets only these of the user's environment, because it reads *every* variable as configuration (`url`, `database__client`, `mail` ...). */
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

/**
 * Ends the process and waits for its end: `kill` returns when the signal is sent, and on a busy machine the process holds its database and its port
 * for a while longer.
 */
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
    // By default Ghost waits a minute for connections that browsers keep open, and so would stop and reset.
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
