import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE } from '../model/failure.ts'
import { makePrintable } from '../model/text.ts'
import { composeComment, composeMarker, upsertComment } from './comment.ts'
import { type ActionEvent, type ActionRun, decideRun } from './decide-run.ts'
import { type ActionInputs, readInputs } from './read-inputs.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** Runs the action once, in the environment of GitHub's runner. @returns the exit code of the step */
export async function runAction(env: Variables, print: (line: string) => void): Promise<number> {
  const inputs = readInputs(env)
  const { GITHUB_EVENT_PATH: path = '' } = env
  const event = path === '' ? {} : (JSON.parse(await readFile(path, 'utf8')) as ActionEvent)
  const run = decideRun(inputs, event, env)
  await writeOutput(env, 'mode', run.kind)
  if (run.kind === 'refused') {
    print(`::error title=ghost-sync::${makePrintable(run.why)}`)
    return 2
  }
  if ('why' in run) print(`${run.kind === 'check' ? 'Only check' : 'Nothing to do'}: ${run.why}.`)
  const folder = await mkdtemp(join(env.RUNNER_TEMP ?? tmpdir(), 'ghost-sync-action-'))
  try {
    // The config is code of the repository and must not get the token.
    const { INPUT_TOKEN: _token, ...rest } = env
    const cwd = resolve(env.GITHUB_WORKSPACE ?? '.', inputs.workingDirectory)
    const cli = resolve(import.meta.dirname, '../cli.js')
    return await carryOut(run, inputs, env, { cli, cwd, env: rest, print, told: new Set() }, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function carryOut(
  run: ActionRun,
  inputs: ActionInputs,
  env: Variables,
  sync: GhostSyncRun,
  folder: string,
): Promise<number> {
  const { config, site } = inputs
  const common = [...(config === '' ? [] : ['--config', config]), ...(site === '' ? [] : ['--site', site])]
  const changed = inputs.changed && saysWhatChanged(env) ? ['--changed'] : []
  const report = (name: string) => ['--report', 'github', '--report-file', join(folder, `${name}.md`)]
  const check = () =>
    runGhostSync(['check', ...common, ...changed, ...(inputs.strict ? ['--strict'] : []), ...report('check')], sync)
  switch (run.kind) {
    case 'check':
      return check()
    case 'review': {
      const codes = [await check(), await runGhostSync(['plan', ...common, ...changed, ...report('plan')], sync)]
      const parts = ['plan', 'check']
      if (inputs.preview && run.pull !== undefined) {
        const outputs = join(folder, 'outputs')
        await writeFile(outputs, '')
        const args = ['push', '--preview', `pr-${run.pull}`, '--changed', ...common, ...report('preview')]
        codes.push(await runGhostSync(args, { ...sync, env: { ...sync.env, GITHUB_OUTPUT: outputs } }))
        const urls = readUrls(await readFile(outputs, 'utf8'))
        await writeOutput(env, 'preview-urls', urls)
        parts.unshift('preview')
      }
      if (inputs.comment && run.pull !== undefined) await comment(run.pull, parts, inputs, env, sync, folder)
      return EXIT_CODE_PRECEDENCE.find((code) => codes.includes(code)) ?? Math.max(...codes)
    }
    case 'push': {
      const { prune, sendEmail, backup } = inputs
      const flags = [...(prune ? ['--prune'] : []), ...(sendEmail ? ['--send-email'] : [])]
      const kept = backup === '' ? [] : ['--backup', backup]
      return runGhostSync(['push', ...common, ...changed, ...flags, ...kept, ...report('push')], sync)
    }
    case 'clean':
      return runGhostSync(['preview', 'clean', `pr-${run.pull}`, '--yes', ...common], sync)
    default:
      return 0
  }
}

/** Reads the output `urls` as the push wrote it: `urls<<END`, its lines, `END`. */
function readUrls(outputs: string): string {
  const lines = outputs.split('\n')
  const start = lines.findIndex((line) => /^urls<<./.test(line))
  const end = lines.indexOf(lines[start]?.slice('urls<<'.length) ?? '', start + 1)
  return start < 0 || end < 0 ? '' : lines.slice(start + 1, end).join('\n')
}

/** Whether the event names what was changed. A schedule or a button does not, so those runs are about everything. */
function saysWhatChanged({ GITHUB_EVENT_NAME: name = '' }: Variables): boolean {
  return name !== 'schedule' && name !== 'workflow_dispatch'
}

/** Writes the comment. A comment that cannot be written fails no run: the log and the summary have the same text. */
async function comment(
  pull: number,
  names: readonly string[],
  { config, workingDirectory, token }: ActionInputs,
  env: Variables,
  { print }: GhostSyncRun,
  folder: string,
): Promise<void> {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_REPOSITORY: repository = '' } = env
  // A command that could not begin has left no report; the log says why.
  const read = (name: string) => readFile(join(folder, `${name}.md`), 'utf8').catch(forgiveMissing)
  const parts = (await Promise.all(names.map(read))).filter((part) => part !== '')
  const marker = composeMarker(config === '' ? workingDirectory : `${workingDirectory}/${config}`)
  const body = composeComment(marker, parts.length === 0 ? ['ghost-sync could not run; see the log.'] : parts)
  const outcome = await upsertComment({ api, repository, pull, token, marker, body })
  if (outcome.kind !== 'failed') await writeOutput(env, 'comment-url', outcome.url)
  else print(`::warning title=ghost-sync comment::The comment was not written: ${outcome.message}. ${outcome.hint}`)
}

async function writeOutput({ GITHUB_OUTPUT: path = '' }: Variables, name: string, value: string): Promise<void> {
  const end = `ghost-sync-${randomUUID()}`
  if (path !== '') await appendFile(path, `${name}<<${end}\n${value}\n${end}\n`)
}

function forgiveMissing(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
  throw error
}

interface GhostSyncRun {
  /** Absolute path of the built command line. */
  readonly cli: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Writes a line to the log. */
  readonly print: (line: string) => void
  /** Annotations that are in the log already: `check` and `plan` find many of the same problems. */
  readonly told: Set<string>
}

/** Runs one command and passes its output on. @returns its exit code */
async function runGhostSync(args: readonly string[], run: GhostSyncRun): Promise<number> {
  run.print(`::group::ghost-sync ${args.join(' ').replace(/[\r\n]/g, ' ')}`)
  const child = spawn(process.execPath, [run.cli, ...args], {
    cwd: run.cwd,
    env: { ...run.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit) => resolve(exit ?? EXIT_CODE.bug))
  })
  const notes: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/^::(?:error|warning) /.test(line)) run.print(line)
    else if (!run.told.has(line)) {
      run.told.add(line)
      notes.push(line)
    }
  }
  const code = await ended
  run.print('::endgroup::')
  for (const note of notes) run.print(note)
  return code
}
