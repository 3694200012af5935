import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parse } from 'dotenv'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { toPosix } from '../model/text.ts'

/** The environment variables of a run: the process's own, and those that the `.env` file adds. */
export interface Environment {
  /** Every variable that is set. The process's own win, even if empty. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** The `.env` file, when there is one. */
  readonly file: EnvironmentFile | undefined
}

export interface EnvironmentFile {
  /** Forward slashes, relative to the folder of the config file: `.env`. */
  readonly file: string
  /** 1-based line of each variable that the file sets and the process does not. */
  readonly lines: ReadonlyMap<string, number>
}

/** Whether `text` can be the name of an environment variable in every shell and CI system. */
export function isVariableName(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z_]\w*$/.test(text)
}

/** Returns the value of an environment variable without the blanks and quotation marks that were copied along with it. */
export function cleanValue(text: string): string {
  const trimmed = text.trim()
  const quoted = /^(["'`])(.*)\1$/s.exec(trimmed)
  return (quoted?.[2] ?? trimmed).trim()
}

export interface EnvironmentSource {
  /** Folder of the config file: `.env` is looked for here. */
  readonly rootDir: string
  /** Another file to read instead of `.env`, relative to `cwd`; it has to exist. */
  readonly envFile: string | undefined
  readonly cwd: string
  /** The process's own variables. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Merges the process's variables with those of the `.env` file. The process's own win: what a CI job or a shell sets on purpose must not be undone by
 * a file that somebody forgot.
 *
 * @throws GhostSyncFailure `config/env-file-not-found`, `config/env-file-unreadable`
 */
export async function readEnvironment(source: EnvironmentSource): Promise<Environment> {
  const own = Object.fromEntries(Object.entries(source.env).filter(([, value]) => value !== undefined))
  const path = source.envFile === undefined ? join(source.rootDir, '.env') : resolve(source.cwd, source.envFile)
  const text = await readText(path, source.envFile)
  if (text === undefined) return { values: own, file: undefined }
  const written = parse(text)
  const added = Object.keys(written).filter((name) => own[name] === undefined)
  return {
    values: { ...written, ...own },
    file: {
      file: toPosix(relative(source.rootDir, path)),
      lines: new Map(added.map((name) => [name, findLine(text, name)])),
    },
  }
}

async function readText(path: string, written: string | undefined): Promise<string | undefined> {
  try {
    const bytes = await readFile(path)
    // PowerShell's `>` writes UTF-16. Read as UTF-8, every variable in it would silently be missing.
    return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8')
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    if (missing && written === undefined) return undefined
    if (missing) {
      throw new GhostSyncFailure('config/env-file-not-found', `There is no env file at ${written}.`, EXIT_CODE.usage, {
        hint: 'Give --env-file the path of a file with lines NAME=value; a relative one starts at the current folder.',
        cause,
      })
    }
    throw new GhostSyncFailure('config/env-file-unreadable', `${written ?? '.env'} cannot be read.`, EXIT_CODE.usage, {
      hint: 'It has to be a text file that you may read.',
      cause,
    })
  }
}

/** Finds the line of a variable. dotenv takes the last of several lines with one name. */
function findLine(text: string, name: string): number {
  const begins = new RegExp(`^\\s*(?:export\\s+)?${name.replace(/[.-]/g, '\\$&')}\\s*[=:]`)
  return text.split(/\r\n|\r|\n/).findLastIndex((line) => begins.test(line)) + 1 || 1
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * Runs `work` while `process.env` also holds `values`, and restores it afterwards: `process.env.X` in a config file sees the `.env` file, and nothing
 * of it stays to be mistaken for the process's own variable when the config is loaded again. No other place in ghost-sync changes `process.env`.
 * Concurrent calls wait for each other, since the variables belong to the process, not to the call.
 */
export async function runWithEnvironment<Result>(
  values: Readonly<Record<string, string | undefined>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const result = turn.then(async () => {
    const changed = Object.keys(values).filter(
      (name) => values[name] !== undefined && values[name] !== process.env[name],
    )
    const before = changed.map((name) => [name, process.env[name]] as const)
    assignVariables(changed.map((name) => [name, values[name]]))
    try {
      return await work()
    } finally {
      assignVariables(before)
    }
  })
  // The next call waits for the end of this one, and a failure of this one does not stop it.
  turn = result.then(
    () => undefined,
    () => undefined,
  )
  return result
}

function assignVariables(variables: readonly (readonly [name: string, value: string | undefined])[]): void {
  for (const [name, value] of variables) {
    // Assigning undefined would set the text 'undefined'.
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
