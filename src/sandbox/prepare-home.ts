import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Makes the sandbox's folder, hidden from git whatever the project's own .gitignore says: it holds keys and passwords.
 * @returns its path with symbolic links resolved: processes are found again by it, so it must always be spelled the same
 */
export async function prepareHome(home: string): Promise<string> {
  await mkdir(join(home, 'sites'), { recursive: true, mode: 0o700 })
  await writeFile(join(home, '.gitignore'), '*\n')
  return realpath(home)
}
