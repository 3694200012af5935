import { relative, resolve, sep } from 'node:path'
import type { Config } from '../config/config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { ScannedContent } from '../scan/scan-content.ts'

/**
 * The paths of the command line, relative to the project root. They are taken from the working directory first, as the shell completes
 * them, then from the content root, as plans print them.
 * @throws GhostSyncFailure `usage/no-such-file` for a path that chooses nothing: a typing mistake must not read as "nothing to do"
 */
export function locatePaths(
  written: readonly string[],
  cwd: string,
  config: Pick<Config, 'rootDir' | 'content'>,
  scanned: ScannedContent,
): string[] {
  return written.map((path) => {
    const candidates = [cwd, config.content.root].map((base) => toPosix(relative(config.rootDir, resolve(base, path))))
    const found = candidates.find((candidate) => scanned.files.some(({ file }) => isUnder(file, candidate)))
    const broken = candidates.find((candidate) => scanned.problems.some(({ file }) => isUnder(file, candidate)))
    const located = found ?? broken
    if (located !== undefined) return located
    throw new GhostSyncFailure(
      'usage/no-such-file',
      `${path} is not a post, nor a folder with posts`,
      EXIT_CODE.usage,
      {
        hint: `Name a file or folder below ${relative(cwd, config.content.root) || '.'}.`,
      },
    )
  })
}

/** Whether a file is `path` or lies below it, both relative to the project root. */
export function isUnder(file: string, path: string): boolean {
  const [one, other] = [file.normalize('NFC'), path.normalize('NFC')]
  return other === '' || one === other || one.startsWith(`${other}/`)
}

/** A path with forward slashes, on Windows too. */
export function toPosix(path: string): string {
  return path.split(sep).join('/')
}
