import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Config } from '../../config/config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import { mergeRedirects, type RedirectFormat } from '../../scan/redirects.ts'
import { checkOutputPath } from '../../sync/output-path.ts'
import type { CommandIo } from '../output/command-io.ts'

/** Placeholder for the name of the site in the path: each site has its own addresses. */
const SITE = '{site}'

/**
 * Refuses a redirects file that could not be written correctly, before anything is pushed.
 * @throws GhostSyncFailure `usage/redirects-file`, `usage/output-link`
 */
export async function checkRedirectsFile(file: string, { sites }: Config, io: CommandIo): Promise<void> {
  const fail = (message: string, hint: string) =>
    new GhostSyncFailure('usage/redirects-file', message, EXIT_CODE.usage, { hint })
  if (readFormat(file) === undefined)
    throw fail(`--redirects ${file} is neither YAML nor JSON`, 'End its name in .yaml or .json.')
  if (sites.length > 1 && !file.includes(SITE))
    throw fail(
      '--redirects needs a file for each site',
      'Write `{site}` where its name belongs: redirects-{site}.yaml.',
    )
  for (const { name } of sites) await checkOutputPath(file.replaceAll(SITE, name), '--redirects', io)
}

/**
 * Merges the redirects of a push into the files that collect them.
 * @param file as written, checked by `checkRedirectsFile`
 * @throws GhostSyncFailure `usage/output-link`, `redirects/unreadable`, `redirects/not-written`
 */
export async function collectRedirects(file: string, outcomes: readonly SiteOutcome[], io: CommandIo): Promise<void> {
  for (const { site, redirects = [] } of outcomes) {
    if (redirects.length === 0) continue
    const place = await checkOutputPath(file.replaceAll(SITE, site), '--redirects', io)
    const text = mergeRedirects(await readIfThere(place), readFormat(file) ?? 'yaml', redirects)
    // The file is written beside its place first: an interrupted write must not lose the redirects that are already in it.
    const temporary = `${place}.${randomUUID()}.tmp`
    try {
      await writeFile(temporary, text, { flag: 'wx' })
      await rename(temporary, place)
    } catch (cause) {
      await rm(temporary, { force: true })
      throw notWritten(place, cause)
    }
  }
}

async function readIfThere(place: string): Promise<string | undefined> {
  try {
    return await readFile(place, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw notWritten(place, cause)
  }
}

function notWritten(place: string, cause: unknown): GhostSyncFailure {
  return new GhostSyncFailure('redirects/not-written', `${place} could not be read or written`, EXIT_CODE.failed, {
    hint: 'The posts are written; the redirects are in the output above.',
    cause,
  })
}

function readFormat(file: string): RedirectFormat | undefined {
  if (/\.ya?ml$/i.test(file)) return 'yaml'
  return /\.json$/i.test(file) ? 'json' : undefined
}
