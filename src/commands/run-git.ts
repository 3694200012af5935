import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Asks git something and returns what it printed. The only place that calls git; nothing asked here changes a repository.
 *
 * @param folder Absolute.
 * @throws what `execFile` throws: git is missing, or did not like the question
 */
export async function runGit(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  ...args: readonly string[]
): Promise<string> {
  // Inside a git hook these name another folder or another index than the one that is meant.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = env
  const options = { cwd: folder, env: rest, maxBuffer: 256 * 1024 * 1024, windowsHide: true }
  const { stdout } = await run('git', ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...args], options)
  return stdout
}
