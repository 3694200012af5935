import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { EXIT_CODE, type ExitCode, GhostSyncFailure } from '../failure.ts'
import { redactSecrets } from '../redact-secrets.ts'
import { renderFailure } from '../report/render-failure.ts'
import type { CommandIo } from './command-io.ts'
import { registerDoctorCommand } from './doctor.ts'
import { registerPlanCommand } from './plan.ts'
import { registerPushCommand } from './push.ts'
import { registerSandboxCommand } from './sandbox.ts'
import { registerSitesCommand } from './sites.ts'

/** Runs the command line of a process: argv -> command -> exit code. Everything that is printed passes the redaction here, once more. */
export async function runCli(host: NodeJS.Process): Promise<void> {
  const stop = new AbortController()
  const io = openIo(host, stop.signal)
  listenForInterrupt(host, stop, io)
  for (const stream of [host.stdout, host.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => endOnBrokenPipe(error))
  const program = buildProgram(io)
  try {
    await program.parseAsync(host.argv)
  } catch (error) {
    io.exit(explain(error, io, host.argv.includes('--verbose') || host.argv.includes('-v')))
  }
}

/** Every command, as `--help`, the docs and the tests see them. */
export function buildProgram(io: CommandIo): Command {
  const program = new Command('ghost-sync')
    .description(
      'Publishes a git repository of Markdown to Ghost, without losing what an editor changed in Ghost Admin.',
    )
    .version(readVersion(), '-V, --version')
    .showHelpAfterError('Run with --help for the options.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr })
    .addHelpText('after', EXAMPLES)
  registerPlanCommand(program, io)
  registerPushCommand(program, io)
  registerSitesCommand(program, io)
  registerDoctorCommand(program, io)
  registerSandboxCommand(program, io)
  return program
}

const EXAMPLES = `
Examples:
  $ ghost-sync sandbox start     two local Ghost sites to try everything on
  $ ghost-sync doctor            is everything set up?
  $ ghost-sync plan              what would a push change?
  $ ghost-sync push              make every site match the files

Exit codes: 0 done, 2 usage or config, 3 content problems, 4 conflicts, 5 failed, 6 refused, 130 stopped (docs/cli.md)`

function openIo(host: NodeJS.Process, signal: AbortSignal): CommandIo {
  const { env } = host
  const isTTY = host.stderr.isTTY === true && env.CI === undefined && env.TERM !== 'dumb'
  const wantsColour = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0'
  const refusesColour = (env.NO_COLOR ?? '') !== '' || host.argv.includes('--no-color') || env.TERM === 'dumb'
  return {
    stdout: (text) => void host.stdout.write(redactSecrets(text)),
    stderr: (text) => void host.stderr.write(redactSecrets(text)),
    cwd: host.cwd(),
    env,
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

/** Once: what is under way is finished. Twice: at once. */
function listenForInterrupt(host: NodeJS.Process, stop: AbortController, io: CommandIo): void {
  const onSignal = () => {
    if (stop.signal.aborted) host.exit(EXIT_CODE.interrupted)
    io.stderr('\nStopping: finishing what is under way. Ctrl-C again stops at once.\n')
    stop.abort()
  }
  host.on('SIGINT', onSignal)
  host.on('SIGTERM', onSignal)
}

/** `ghost-sync plan | head` closes the pipe: nobody reads any more, and that is no error of ours. */
function endOnBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function explain(error: unknown, io: CommandIo, verbose: boolean): ExitCode {
  // commander has printed its own message already; help and version end this way as well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.ok : EXIT_CODE.usage
  if (error instanceof GhostSyncFailure) {
    io.stderr(renderFailure(error, { colour: io.colour, verbose }))
    return error.exitCode
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  io.stderr(`error: ghost-sync met a bug of its own. Please report it with the lines below.\n${detail}\n`)
  return EXIT_CODE.bug
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}
