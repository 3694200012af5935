import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { explainInstallFailure } from './explain-install-failure.ts'

/** How to start npm: `command` with `args` before npm's own arguments. */
export interface NpmCommand {
  readonly command: string
  readonly args: readonly string[]
}

/**
 * Finds npm: the one that runs us (`npm run`, `npx`), else the one that came with this Node, else the first on PATH. It prefers the script to the
 * launcher, so that npm runs on this very Node, and native modules are compiled for it.
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
  // Under yarn and pnpm the variable names their own script; under npx it may name npx's script, which lies beside npm's.
  const fromRunner =
    runner !== undefined && /^np[mx]-cli\.c?js$/.test(basename(runner)) ? [join(dirname(runner), 'npm-cli.js')] : []
  return [...fromRunner, join(dirname(nodePath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')]
}

/** npm settings that say how to reach a registry and how to compile. All others concern the caller's project. */
const KEPT_SETTINGS =
  /^npm_config_(registry|(user|global)config|cache|(https_?)?proxy|no_?proxy|ca|cafile|strict_ssl|fetch_.*|maxsockets|offline|prefer_offline|nodedir|disturl|dist_url|python|node_gyp|devdir|msvs_version|@.*:registry)$/i

/** Variables that npm and a compiler need: the few that Ghost itself gets, and those for a proxy and for compiling. */
const PASSED_ON =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|(http|https|all|no)_proxy|XDG_(CACHE|CONFIG)_HOME|CC|CXX|AR|LD|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|MAKE|MAKEFLAGS|JOBS|PYTHON|NODE_GYP_FORCE_PYTHON|SDKROOT|DEVELOPER_DIR|MACOSX_DEPLOYMENT_TARGET)$/i

/** The credentials that npm sends to a registry. No package's script ever gets them. */
const CREDENTIALS = /^(npm_config_\/\/.*|NPM_TOKEN|NODE_AUTH_TOKEN)$/i

/**
 * Returns the environment for an npm that installs Ghost. Run from `npm run demo`, this process has the settings of *that* npm run
 * (`npm_config_local_prefix`, `npm_config_ignore_scripts`, `INIT_CWD` ...): passed on, they would install Ghost into the caller's project, or leave
 * its database module uncompiled. A thousand packages must not see the rest of the user's environment either, such as keys of the sites and of a CI
 * job: only variables that are named here are passed on.
 * @param runsScripts Whether scripts of packages run in it.
 */
export function cleanNpmEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  runsScripts: boolean,
  nodePath = process.execPath,
): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const isKept = PASSED_ON.test(name) || KEPT_SETTINGS.test(name) || (!runsScripts && CREDENTIALS.test(name))
    if (value !== undefined && isKept) clean[name] = value
  }
  // Install scripts call `node` by name: it has to be the one that Ghost will run on.
  clean.PATH = [dirname(nodePath), env.PATH].filter(Boolean).join(delimiter)
  return clean
}

export interface NpmRun {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Whether scripts of packages may run. @default false */
  readonly runsScripts?: boolean
}

/** More than npm ever prints about one failed compile; the cause stands at the end of the output. */
const KEPT_OUTPUT = 200_000

/**
 * Runs npm to its end. Flags override every setting in a user's .npmrc that could interfere: scripts that are on or off, a global or another install
 * strategy, a workspace around the folder. Flags in `args` come last and win.
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
  // spawn's own `signal` is not used: the call would return at once, and npm would continue to write into the folder that is removed then.
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
