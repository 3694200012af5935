import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { parse } from 'dotenv'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { Environment } from './environment.ts'

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
 * Joins the process's variables with those of the `.env` file. A variable that the process has wins: what a CI job or a shell sets on
 * purpose must not be undone by a file that somebody left behind.
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
      file: relative(source.rootDir, path).split(sep).join('/'),
      lines: new Map(added.map((name) => [name, findLine(text, name)])),
    },
  }
}

async function readText(path: string, written: string | undefined): Promise<string | undefined> {
  try {
    const bytes = await readFile(path)
    // PowerShell's `>` writes UTF-16. Read as UTF-8, every name in it would silently be missing.
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

/** dotenv takes the last of several lines with one name. */
function findLine(text: string, name: string): number {
  const begins = new RegExp(`^\\s*(?:export\\s+)?${name.replace(/[.-]/g, '\\$&')}\\s*[=:]`)
  return text.split(/\r\n|\r|\n/).findLastIndex((line) => begins.test(line)) + 1 || 1
}
