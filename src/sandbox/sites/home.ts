import { realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { makePrivateFolder } from '../../model/own-folders.ts'

/**
 * Makes the sandbox's folder, for this user only. A repository around the folder, such as one of a home folder, ignores it, because it holds keys and
 * passwords.
 * @returns its path with symbolic links resolved: processes are found again by it, so it must always be spelled the same
 * @throws GhostSyncFailure those of `checkPrivateFolder`
 */
export async function prepareHome(home: string): Promise<string> {
  await makePrivateFolder(home)
  await makePrivateFolder(join(home, 'sites'))
  // The flag refuses an existing link, whose target would otherwise be overwritten.
  await writeFile(join(home, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return realpath(home)
}

/**
 * Checks a site's name, which becomes a folder and part of variable names.
 * @throws `sandbox/site-name`
 */
export function checkSiteName(name: string): void {
  if (/^[a-z][a-z0-9-]{0,29}$/.test(name)) return
  throw new GhostSyncFailure(
    'sandbox/site-name',
    `\`${name}\` cannot be the name of a sandbox site.`,
    EXIT_CODE.usage,
    {
      hint: 'Use up to 30 lower-case letters, digits and `-`, beginning with a letter.',
    },
  )
}
