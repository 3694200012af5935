import { runGit } from './git.ts'

/** The files that git could not restore. */
export interface UnsavedFiles {
  readonly has: (file: string) => boolean
  /** Why, as the end of a sentence about the file. */
  readonly reason: string
}

/**
 * Asks git which files under a folder have no committed copy: changed, staged, new or ignored ones. Outside of a repository, or without git, no file
 * has one.
 *
 * @param folder Absolute; `has` takes paths relative to it, with forward slashes.
 */
export async function findUncommittedFiles(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<UnsavedFiles> {
  const ask = async (...args: string[]): Promise<Set<string>> => {
    const stdout = await runGit(folder, env, ...args)
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
