import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which files git could not give back. */
export interface UnsavedFiles {
  readonly has: (file: string) => boolean
  /** Why, as the end of a sentence about the file. */
  readonly reason: string
}

/**
 * Asks git which files under a folder have no committed copy: changed, staged, new or ignored ones. Outside a repository, or without git,
 * those are all of them. The only place that calls git; it changes nothing.
 *
 * @param folder Absolute; `has` takes paths relative to it, with forward slashes.
 */
export async function findUnsavedFiles(
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<UnsavedFiles> {
  // Inside a git hook these name another folder or another index than the one that is meant.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = env
  const ask = async (...args: string[]): Promise<Set<string>> => {
    const options = { cwd: folder, env: rest, maxBuffer: 256 * 1024 * 1024, windowsHide: true }
    const { stdout } = await run('git', ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...args], options)
    return new Set(stdout.split('\0').map((file) => file.normalize('NFC')))
  }
  try {
    const committed = await ask('ls-files', '-z', '--cached')
    const changed = await ask('ls-files', '-z', '--modified')
    const staged = await ask('diff', '--cached', '--name-only', '-z', '--relative', '--no-renames')
    const has = (file: string): boolean => {
      const name = file.normalize('NFC')
      return !committed.has(name) || changed.has(name) || staged.has(name)
    }
    return { has, reason: 'has changes that are not committed' }
  } catch {
    return { has: () => true, reason: 'is in no git repository' }
  }
}
