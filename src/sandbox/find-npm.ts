import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

/** How to start npm: `command` with `args` before npm's own arguments. */
export interface NpmCommand {
  readonly command: string
  readonly args: readonly string[]
}

/**
 * Finds npm: the one that runs us (`npm run`, `npx`), else the one that came with this Node, else the first on PATH. Prefers the
 * script over the launcher so that npm runs on this very Node, and native modules are compiled for it.
 * @throws `sandbox/no-npm`
 */
export function findNpm(env: Readonly<Record<string, string | undefined>>, nodePath = process.execPath): NpmCommand {
  const script = scriptCandidates(env, nodePath).find((path) => existsSync(path))
  if (script !== undefined) return { command: nodePath, args: [script] }
  const launcher = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'npm'))
    .find((path) => existsSync(path))
  if (launcher !== undefined) return { command: launcher, args: [] }
  throw new GhostSyncFailure('sandbox/no-npm', 'npm was not found; it is needed to install Ghost.', EXIT_CODE.failed, {
    hint: 'Install npm (it comes with Node) or put it on PATH.',
  })
}

function scriptCandidates(env: Readonly<Record<string, string | undefined>>, nodePath: string): string[] {
  const runner = env.npm_execpath
  // Under yarn and pnpm the variable names their own script; under npx it may name the neighbour of npm's.
  const fromRunner =
    runner !== undefined && /^np[mx]-cli\.c?js$/.test(basename(runner)) ? [join(dirname(runner), 'npm-cli.js')] : []
  return [...fromRunner, join(dirname(nodePath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')]
}
