import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Runs git and returns what it printed. No other place calls git; no command that is run here changes a repository.
 *
 * @param folder Absolute.
 * @throws what `execFile` throws: git is missing, or refused the command
 */
export async function runGit(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  ...args: readonly string[]
): Promise<string> {
  // Inside a git hook these variables name another folder or another index.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = env
  const options = { cwd: folder, env: rest, maxBuffer: 256 * 1024 * 1024, windowsHide: true }
  const { stdout } = await run('git', ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...args], options)
  return stdout
}

/**
 * Finds the branch that a repository publishes from: the default branch of its remote, else `main` or `master` where there is one, else the branch
 * that is checked out. `main` where there is no repository yet.
 */
export async function findDefaultBranch(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const ask = (...args: string[]) =>
    runGit(folder, env, ...args).then(
      (text) => text.trim(),
      // Without git, a repository or such a ref, the next question is asked, and in the end `main` is returned.
      () => '',
    )
  const remote = await ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')
  if (remote.includes('/')) return remote.slice(remote.indexOf('/') + 1)
  for (const name of ['main', 'master']) {
    if ((await ask('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) !== '') return name
  }
  return (await ask('symbolic-ref', '--quiet', '--short', 'HEAD')) || 'main'
}
