import { CommanderError } from 'commander'
import { EXIT_CODE, type ExitCode, GhostSyncFailure } from '../model/failure.ts'
import { explainDiskFailure, explainWriteError } from '../model/file-errors.ts'
import { openSecretStore, redactSecrets } from '../model/secrets.ts'
import type { Unguarded } from '../model/stop-on-interrupt.ts'
import { renderBug, renderFailure } from '../report/problems/render-failure.ts'
import { buildProgram } from './build-program.ts'
import type { CommandIo } from './output/command-io.ts'

/** Runs the command line of a process: argv -> command -> exit code. Everything that is printed is redacted here once more. */
export async function runCli(host: NodeJS.Process): Promise<void> {
  const stop = new AbortController()
  const io = { ...openIo(host, stop.signal), unguarded: createUnguarded(host) }
  listenForInterrupt(host, stop, io)
  for (const stream of [host.stdout, host.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => endOnLostOutput(error, host, io))
  // These errors arise outside of any command, where Node would print the error whole.
  for (const event of ['uncaughtException', 'unhandledRejection'])
    host.on(event, (error: unknown) => {
      host.exitCode = explain(error, io, false)
      host.exit()
    })
  const program = buildProgram(io)
  try {
    await program.parseAsync(host.argv)
  } catch (error) {
    const code = explain(error, io, host.argv.includes('--verbose') || host.argv.includes('-v'))
    // Requests that nobody waits for any more would keep the process alive until they time out.
    if (code === EXIT_CODE.interrupted) host.exit(code)
    io.exit(code)
  }
}

function openIo(host: NodeJS.Process, signal: AbortSignal): CommandIo {
  const { env } = host
  const isTTY = host.stderr.isTTY === true && env.CI === undefined && env.TERM !== 'dumb'
  const wantsColour = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0'
  const refusesColour = (env.NO_COLOR ?? '') !== '' || host.argv.includes('--no-color') || env.TERM === 'dumb'
  const { addSecret, redact } = openSecretStore()
  const show = host.stdout.isTTY === true ? escapeControls : (text: string) => text
  return {
    stdout: (text) => void host.stdout.write(redactSecrets(redact(text))),
    data: (text) => void host.stdout.write(show(redact(text))),
    stderr: (text) => void host.stderr.write(redactSecrets(redact(text))),
    addSecret,
    redact,
    cwd: host.cwd(),
    env,
    command: nameCommand(host),
    isTTY,
    colour: !refusesColour && (wantsColour || host.stdout.isTTY === true),
    exit: (code) => {
      host.exitCode = code
    },
    now: () => new Date(),
    ...(host.stdin.isTTY === true && { stdin: host.stdin }),
    signal,
  }
}

/** The command that starts the program again as it was started: by npx, from a checkout, or by its name. */
function nameCommand({ argv, env }: NodeJS.Process): string {
  if (env.npm_command === 'exec') return 'npx ghost-sync'
  const script = argv[1] ?? ''
  return /\.[cm]?js$/.test(script)
    ? `node ${/[^\w./\\:-]/.test(script) ? JSON.stringify(script) : script}`
    : 'ghost-sync'
}

/** The first Ctrl-C lets the work under way finish; the second ends the process at once. */
function listenForInterrupt(host: NodeJS.Process, stop: AbortController, io: CommandIo): void {
  const onSignal = () => {
    if (stop.signal.aborted) host.exit(EXIT_CODE.interrupted)
    io.stderr('\nStopping; a write that is under way is finished. Ctrl-C again stops at once.\n')
    stop.abort()
  }
  for (const name of SIGNALS) host.on(name, onSignal)
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Removes every signal handler, also those of packages, while at least one piece of such work runs. */
function createUnguarded(host: NodeJS.Process): Unguarded {
  let running = 0
  let guards: (readonly [(typeof SIGNALS)[number], NodeJS.SignalsListener])[] = []
  return async (work) => {
    running += 1
    if (running === 1) {
      guards = SIGNALS.flatMap((name) => host.listeners(name).map((guard) => [name, guard as NodeJS.SignalsListener]))
      for (const [name, guard] of guards) host.off(name, guard)
    }
    try {
      return await work()
    } finally {
      running -= 1
      if (running === 0) for (const [name, guard] of guards) host.on(name, guard)
    }
  }
}

/** `ghost-sync plan | head` closes the pipe, which is no error of ours. A full disk under `> file` is an error to report. */
function endOnLostOutput(error: NodeJS.ErrnoException, host: NodeJS.Process, io: CommandIo): void {
  if (error.code === 'EPIPE') return
  const refusal = explainWriteError(error)
  if (refusal === undefined) throw error
  io.stderr(`error: the output could not be written: ${refusal.reason}\n`)
  // The command goes on: a push must not end in the middle because its log could not be written.
  host.on('exit', () => {
    if (host.exitCode === EXIT_CODE.ok || host.exitCode === undefined) host.exitCode = EXIT_CODE.failed
  })
}

function explain(error: unknown, io: CommandIo, verbose: boolean): ExitCode {
  // commander has printed its own message already; `--help` and `--version` end this way as well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.ok : EXIT_CODE.usage
  const failure = error instanceof GhostSyncFailure ? error : explainDiskFailure(error)
  if (failure !== undefined) {
    io.stderr(renderFailure(failure, { colour: io.colour, verbose }))
    return failure.exitCode
  }
  io.stderr(renderBug(error))
  return EXIT_CODE.bug
}

/** Escapes control characters of HTML that goes to a terminal, because a terminal obeys those in an author's text. In a file or a pipe they stay. */
function escapeControls(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
