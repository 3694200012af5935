import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

const SHOWN_LINES = 12

/**
 * The failure of a Ghost that did not come up, with the end of its log: the cause stands there and nowhere else. Ghost 6 goes on for so long after its
 * first error that this is shown besides.
 * @param what `stopped (exit code 1)`
 */
export async function describeBootFailure(name: string, logFile: string, what: string): Promise<GhostSyncFailure> {
  const log = stripVTControlCharacters(await readFile(logFile, 'utf8'))
  if (/EADDRINUSE/.test(log)) {
    return new GhostSyncFailure(
      'sandbox/port-taken',
      `The port of the sandbox site ${name} is taken.`,
      EXIT_CODE.failed,
    )
  }
  const lines = log.split('\n').filter((line) => line.trim() !== '')
  const last = lines.slice(-SHOWN_LINES)
  const error = lines.find((line) => /\bERROR\b/.test(line))
  const shown = error === undefined || last.includes(error) ? last : [error, '...', ...last]
  const end = lines.length === 0 ? 'Its log is empty.' : shown.join('\n')
  return new GhostSyncFailure(
    'sandbox/boot-failed',
    `Ghost of the sandbox site ${name} ${what} while booting. The end of its log:\n${end}`,
    EXIT_CODE.failed,
    {
      hint: `The whole log is ${logFile}; \`ghost-sync sandbox reset ${name}\` builds the site anew, without its posts.`,
    },
  )
}
