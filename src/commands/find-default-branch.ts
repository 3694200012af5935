import { runGit } from './run-git.ts'

/**
 * The branch that a repository publishes from: what its remote calls the default, else `main` or `master` where there is one, else the branch
 * that is checked out. `main` where there is no repository yet.
 */
export async function findDefaultBranch(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const ask = (...args: string[]) =>
    runGit(folder, env, ...args).then(
      (text) => text.trim(),
      // No git, no repository, no such ref: the next question, and in the end `main`.
      () => '',
    )
  const remote = await ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')
  if (remote.includes('/')) return remote.slice(remote.indexOf('/') + 1)
  for (const name of ['main', 'master']) {
    if ((await ask('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) !== '') return name
  }
  return (await ask('symbolic-ref', '--quiet', '--short', 'HEAD')) || 'main'
}
