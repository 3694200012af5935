import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { DATA_FOLDER } from '../e2e/open-workspace.ts'

export const ACTION_FOLDER = join(import.meta.dirname, '../..')

interface Step {
  readonly id?: string
  readonly run: string
  readonly shell: string
  readonly env?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

export function readAction(): Action {
  return parse(readFileSync(join(ACTION_FOLDER, 'action.yml'), 'utf8')) as Action
}

export interface CompositeRun {
  readonly code: number | null
  readonly log: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

/** Runs the steps of action.yml as GitHub's runner does: expressions, inputs, the files of a step, bash with its flags. */
export async function runComposite(options: {
  readonly folder: string
  readonly event: { readonly name: string; readonly value: unknown; readonly ref?: string; readonly actor?: string }
  readonly inputs?: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly api: string
}): Promise<CompositeRun> {
  const { folder, event, api } = options
  const action = readAction()
  const steps: Record<string, Record<string, string>> = {}
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, options.inputs?.[name] ?? value]),
  )
  const evaluate = (text: string): string =>
    text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (whole, path: string) => {
      const [root, first = '', , last = ''] = path.split('.')
      if (root === 'inputs') return evaluate(inputs[first] ?? '')
      if (path === 'github.token') return 'token-of-the-run'
      if (path === 'github.action_path') return ACTION_FOLDER
      if (root === 'steps') return steps[first]?.[last] ?? ''
      throw new Error(`an expression that this runner does not know: ${whole}`)
    })
  const runner = join(folder, '.runner')
  const file = (name: string) => `${runner}-${name}`
  writeFileSync(file('event.json'), JSON.stringify(event.value))
  writeFileSync(file('summary'), '')
  let log = ''
  let code: number | null = 0
  for (const step of action.runs.steps) {
    writeFileSync(file('output'), '')
    writeFileSync(file('script'), evaluate(step.run))
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value)]))
    const env = {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, CI: 'true', GHOST_SYNC_DATA: DATA_FOLDER, ...options.env },
      ...{ GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: ACTION_FOLDER, GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
      ...{ GITHUB_EVENT_NAME: event.name, GITHUB_EVENT_PATH: file('event.json'), GITHUB_API_URL: api },
      ...{
        GITHUB_REPOSITORY: 'o/r',
        GITHUB_REF: event.ref ?? 'refs/pull/7/merge',
        GITHUB_ACTOR: event.actor ?? 'someone',
      },
      ...{ GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary'), ...own },
    }
    const cwd = step['working-directory'] === undefined ? folder : evaluate(step['working-directory'])
    const done = await runBash(file('script'), cwd, env)
    log += done.log
    code = done.code
    if (step.id !== undefined) steps[step.id] = readOutputs(readFileSync(file('output'), 'utf8'))
    if (code !== 0) break
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, evaluate(value)] as const)
  return { code, log, summary: readFileSync(file('summary'), 'utf8'), outputs: Object.fromEntries(outputs) }
}

function runBash(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; log: string }> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, log }))
  })
}

function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name = '', , value = ''] of text.matchAll(/^([^<\n]+)<<(.+)\n([\s\S]*?)\n?\2$/gm)) outputs[name] = value
  return outputs
}
