import { basename, dirname } from 'node:path'
import type { Problem } from '../problem.ts'
import { redactSecrets } from '../redact-secrets.ts'
import type { Config } from './config.ts'
import type { Environment } from './environment.ts'
import { evaluateConfigFile } from './evaluate-config-file.ts'
import { findConfigFile } from './find-config-file.ts'
import { locateOption } from './locate-option.ts'
import type { OptionProblem } from './option-problem.ts'
import { readEnvironment } from './read-environment.ts'
import { resolveConfig } from './resolve-config.ts'
import { runWithEnvironment } from './run-with-environment.ts'

export interface LoadConfigOptions {
  /** Folder in which the search for the config file begins; absolute. */
  readonly cwd: string
  /** The config file itself, relative to `cwd`. @default the nearest ghost-sync.config.{ts,mts,js,mjs,json} in `cwd` or above */
  readonly configPath?: string | undefined
  /** File of environment variables, relative to `cwd`. @default `.env` beside the config file, if there is one */
  readonly envFile?: string | undefined
  /** The process's environment variables; they win over those of the file. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Names of the sites that the run is about: the keys of others are not asked for. @default all */
  readonly only?: readonly string[] | undefined
}

export type LoadedConfig =
  | { readonly kind: 'loaded'; readonly config: Config; readonly warnings: readonly Problem[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Finds the config file, reads the `.env` file beside it, runs it and checks everything: either a complete `Config`, or every mistake in it at
 * once, each with its place and its cure.
 *
 * @throws GhostSyncFailure `config/not-found`, `config/env-file-not-found`, `config/env-file-unreadable`, `config/unknown-site`
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadedConfig> {
  const path = findConfigFile(options.cwd, options.configPath)
  const rootDir = dirname(path)
  const environment = await readEnvironment({ rootDir, envFile: options.envFile, cwd: options.cwd, env: options.env })
  const evaluated = await runWithEnvironment(environment.values, () => evaluateConfigFile(path))
  if (evaluated.kind === 'broken') return { kind: 'invalid', problems: [evaluated.problem] }
  const { written, source } = evaluated
  const resolved = resolveConfig({ written, rootDir, environment, only: options.only })
  if (resolved.kind === 'good') return { kind: 'loaded', config: resolved.config, warnings: [] }
  const problems = resolved.problems.map((problem) => placeProblem(problem, basename(path), source, environment))
  return { kind: 'invalid', problems }
}

/** A wrong value that came from the `.env` file is mended there, everything else in the config. */
function placeProblem(problem: OptionProblem, file: string, source: string, environment: Environment): Problem {
  const { code, path, message, cure, site, variable } = problem
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
    cure: redactSecrets(cure),
    ...(site === undefined ? {} : { site: redactSecrets(site) }),
  }
}
