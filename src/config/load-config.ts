import { basename, dirname } from 'node:path'
import type { Problem } from '../model/problem.ts'
import { redactSecrets } from '../model/secrets.ts'
import type { Config, SiteConfig, SiteRules } from './config.ts'
import { type Environment, readEnvironment, runWithEnvironment } from './environment.ts'
import { evaluateConfigFile } from './evaluate-config-file.ts'
import { findConfigFile } from './find-config-file.ts'
import { locateOption } from './locate-option.ts'
import type { OptionProblem } from './option-problem.ts'
import { resolveConfigWith } from './resolve-config.ts'
import { type ResolveSite, resolveOfflineSite, resolveSite } from './resolve-site.ts'

export interface LoadConfigOptions {
  /** Folder in which the search for the config file begins; absolute. */
  readonly cwd: string
  /** The config file itself, relative to `cwd`. @default the nearest ghost-sync.config.{ts,mts,js,mjs,json} in `cwd` or above */
  readonly configPath?: string | undefined
  /** File of environment variables, relative to `cwd`. @default `.env` beside the config file, if there is one */
  readonly envFile?: string | undefined
  /** The process's environment variables; they win over those of the file. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Names of the sites of the run; the keys of others are not read. @default all */
  readonly only?: readonly string[] | undefined
}

export type LoadedConfig<Site extends SiteRules = SiteConfig> =
  | {
      readonly kind: 'loaded'
      readonly config: Config<Site>
      readonly warnings: readonly Problem[]
      /** The config file and those of the project that it imports; absolute. */
      readonly files: readonly string[]
    }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Finds the config file, reads the `.env` file beside it, runs the config and checks everything. Returns either a complete `Config`, or every mistake
 * in it, each with its place and its hint.
 *
 * @throws GhostSyncFailure `config/not-found`, `config/env-file-not-found`, `config/env-file-unreadable`, `config/unknown-site`
 */
export function loadConfig(options: LoadConfigOptions & { readonly keys?: 'needed' }): Promise<LoadedConfig>
/**
 * With `keys: 'ignored'` the variables for keys need not be set and are not read; the sites have no keys. A site whose address is in a variable that
 * is not set gets a placeholder address.
 */
export function loadConfig(options: LoadConfigOptions & { readonly keys: 'ignored' }): Promise<LoadedConfig<SiteRules>>
export function loadConfig(
  options: LoadConfigOptions & { readonly keys?: 'needed' | 'ignored' },
): Promise<LoadedConfig<SiteRules>> {
  return options.keys === 'ignored' ? loadWith(options, resolveOfflineSite) : loadWith(options, resolveSite)
}

async function loadWith<Site extends SiteRules>(
  options: LoadConfigOptions,
  resolve: ResolveSite<Site>,
): Promise<LoadedConfig<Site>> {
  const path = findConfigFile(options.cwd, options.configPath)
  const rootDir = dirname(path)
  const environment = await readEnvironment({ rootDir, envFile: options.envFile, cwd: options.cwd, env: options.env })
  const evaluated = await runWithEnvironment(environment.values, () => evaluateConfigFile(path))
  if (evaluated.kind === 'broken') return { kind: 'invalid', problems: [evaluated.problem] }
  const { written, source, files } = evaluated
  const resolved = resolveConfigWith({ written, rootDir, environment, only: options.only }, resolve)
  if (resolved.kind === 'good') return { kind: 'loaded', config: resolved.config, warnings: [], files }
  const problems = resolved.problems.map((problem) => locateProblem(problem, basename(path), source, environment))
  return { kind: 'invalid', problems }
}

/** Locates a problem. A wrong value from the `.env` file has to be fixed there, everything else in the config. */
function locateProblem(problem: OptionProblem, file: string, source: string, environment: Environment): Problem {
  const { code, path, message, hint, site, variable } = problem
  const envLine = variable === undefined ? undefined : environment.file?.lines.get(variable)
  const place =
    environment.file !== undefined && envLine !== undefined
      ? { file: environment.file.file, line: envLine }
      : { file, line: locateOption(source, path) }
  return {
    severity: 'error',
    code,
    file: place.file,
    ...(place.line === undefined ? {} : { line: place.line }),
    message: redactSecrets(message),
    hint: redactSecrets(hint),
    ...(site === undefined ? {} : { site: redactSecrets(site) }),
  }
}
