import { existsSync } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { runGit } from '../git/git.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { quotePath, toPosix } from '../model/text.ts'
import { findLink } from './find-link.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Refuses to write keys through a link, or into a file that git tracks. A repository can hold both, and the key would end up in another file of the
 * machine, or in the next commit.
 * @param file absolute
 * @throws GhostSyncFailure `secret/link`, `secret/tracked`, `secret/git-failed`
 */
export async function checkSecretFile(file: string, env: Variables): Promise<void> {
  const checkout = findCheckout(file)
  const link = await findLink(checkout ?? dirname(file), file)
  if (link !== undefined) {
    throw refuse(
      'link',
      `${quotePath(link)} is a symbolic link; no key is written through it`,
      'Put a file or folder in place of the link, or set the variable in the environment instead.',
    )
  }
  const there = await lstat(file).catch(forgiveMissing)
  if (there !== undefined && !there.isFile()) {
    throw refuse(
      'no-file',
      `${quotePath(file)} is no file; no key is written there`,
      'Remove it, or name another file.',
    )
  }
  if (checkout === undefined) return
  const tracked = await listTracked(checkout, file, env, there !== undefined)
  if (tracked === undefined) return
  const name = quotePath(tracked)
  throw refuse(
    'tracked',
    `git tracks ${name}: a key in it would be in the next commit`,
    `Take it out of git and ignore it (git rm --cached ${name}), commit that, and run the same command again. A key that was in a commit is no secret any more: make a new one.`,
  )
}

/**
 * Refuses to write keys into a file that `git add .` would pick up.
 * @param file absolute, and one that `checkSecretFile` has passed
 * @throws GhostSyncFailure `secret/not-ignored`
 */
export async function checkIgnored(file: string, env: Variables): Promise<void> {
  const checkout = findCheckout(file)
  if (checkout === undefined) return
  const name = toPosix(relative(checkout, file))
  const answer = await runGit(checkout, env, 'check-ignore', '--no-index', '--', name).then(
    () => 'ignored',
    // Exit code 1 means "not ignored". Other codes are no answer; `checkSecretFile` has handled a git that gives none.
    (error: { readonly code?: unknown }) => (error.code === 1 ? 'not ignored' : 'unknown'),
  )
  if (answer !== 'not ignored') return
  throw refuse(
    'not-ignored',
    `git does not ignore ${quotePath(name)}: a key in it would go with the next \`git add .\``,
    `Add the line \`/${name}\` to the end of .gitignore at the top of the repository; a line that begins with \`!\` may have undone another one. Then run the same command again.`,
  )
}

/** Finds the nearest folder above a file that holds `.git`. */
function findCheckout(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

/** Lists the name under which git tracks the file. On a disk that ignores upper and lower case, that may be another name. */
async function listTracked(
  checkout: string,
  file: string,
  env: Variables,
  isThere: boolean,
): Promise<string | undefined> {
  const name = toPosix(relative(checkout, file))
  let listed: string
  try {
    listed = await runGit(checkout, env, 'ls-files', '-z', '--', `:(icase,literal)${name}`)
  } catch (cause) {
    // Without git, a file that does not exist cannot be tracked.
    if (!isThere && cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new GhostSyncFailure(
      'secret/git-failed',
      `git could not be asked whether it tracks ${quotePath(name)}; no key is written there`,
      EXIT_CODE.refused,
      { hint: '`git status` in that folder says why. Or set the variable in the environment instead.', cause },
    )
  }
  const names = listed.split('\0').filter((one) => one !== '')
  if (names.includes(name)) return name
  const own = await stat(file).catch(forgiveMissing)
  for (const one of names) {
    const other = await stat(join(checkout, one)).catch(forgiveMissing)
    if (own !== undefined && other?.ino === own.ino && other.dev === own.dev) return one
  }
  return undefined
}

function refuse(what: string, message: string, hint: string): GhostSyncFailure {
  return new GhostSyncFailure(`secret/${what}`, message, EXIT_CODE.refused, { hint })
}

function forgiveMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
