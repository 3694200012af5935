import { relative, resolve } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { quotePath } from '../../model/text.ts'
import { readSandbox } from '../../sandbox/sites/read-sandbox.ts'
import { renderSandboxJson, renderSandboxSites } from '../../sandbox/sites/render-sandbox-sites.ts'
import { resetSandbox } from '../../sandbox/sites/reset-sandbox.ts'
import { writeSandboxEnv } from '../../sandbox/sites/sandbox-env.ts'
import type { SandboxSite } from '../../sandbox/sites/sandbox-site.ts'
import { type StartOptions as SandboxStartOptions, startSandbox } from '../../sandbox/sites/start-sandbox.ts'
import { stopGhostsIn, stopSandbox } from '../../sandbox/sites/stop-sandbox.ts'
import { checkIgnored, checkSecretFile } from '../../start/secret-file.ts'
import { locateSandbox } from '../../sync/own-folders.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportFormerSandbox } from '../output/former-sandbox.ts'
import { showSandboxProgress } from '../output/progress.ts'
import { askConsent } from '../prompts/ask-consent.ts'

export interface SandboxStartFlags {
  readonly ghost?: string
  readonly writeEnv?: string
}

export interface ResetOptions extends SandboxStartFlags {
  readonly yes?: boolean
}

export function runStart(io: CommandIo, names: readonly string[], options: SandboxStartFlags): Promise<void> {
  return bringUp(io, names, options, startSandbox)
}

export async function runReset(io: CommandIo, names: readonly string[], options: ResetOptions): Promise<void> {
  const { home } = await locateSandbox(io)
  const { sites, unfinished } = await readSandbox(home)
  const present = [...sites.map(({ name }) => name), ...unfinished]
  const chosen = names.length === 0 ? present : names
  const unknown = chosen.filter((name) => !present.includes(name))
  if (unknown.length > 0) {
    throw new GhostSyncFailure(
      'sandbox/no-such-site',
      `There is no sandbox site ${unknown.join(', ')}.`,
      EXIT_CODE.usage,
      {
        hint: present.length === 0 ? 'Make sites with `ghost-sync sandbox start`.' : `There is: ${present.join(', ')}.`,
      },
    )
  }
  if (chosen.length === 0) return io.stderr(NO_SITES)
  if (options.yes !== true) {
    const asked = io.isTTY && io.stdin !== undefined
    if (!asked || !(await askConsent(io, `Throw away everything in ${chosen.join(', ')}?`))) {
      throw new GhostSyncFailure('sandbox/not-confirmed', 'Nothing was reset.', EXIT_CODE.refused, {
        hint: `\`--yes\` confirms that everything in ${chosen.join(', ')} may be thrown away.`,
      })
    }
  }
  await bringUp(io, chosen, options, resetSandbox)
}

async function bringUp(
  io: CommandIo,
  names: readonly string[],
  { ghost, writeEnv }: SandboxStartFlags,
  work: (options: SandboxStartOptions) => Promise<SandboxSite[]>,
): Promise<void> {
  const file = writeEnv === undefined ? undefined : resolve(io.cwd, writeEnv)
  if (file !== undefined) {
    // Checked before a first start, which takes minutes.
    await checkSecretFile(file, io.env)
    await checkIgnored(file, io.env)
  }
  const folders = await locateSandbox(io)
  const { home, cacheDir } = folders
  reportFormerSandbox(io, folders)
  const { tell, stop } = showSandboxProgress(io)
  let sites: SandboxSite[]
  try {
    sites = await work({
      names,
      ghost,
      home,
      cacheDir,
      env: io.env,
      onProgress: tell,
      signal: io.signal,
    })
  } catch (cause) {
    if (io.signal?.aborted !== true) throw cause
    throw new GhostSyncFailure('sandbox/interrupted', 'Stopped before the sites were ready.', EXIT_CODE.interrupted, {
      hint: 'Run the same command again; it finishes what was begun.',
      cause,
    })
  } finally {
    stop()
  }
  io.stdout(renderSandboxSites({ sites, unfinished: [] }))
  if (file === undefined)
    return io.stderr(`Their keys: \`ghost-sync sandbox start ${names.join(' ')} --write-env .env\`\n`)
  await writeSandboxEnv(file, sites)
  io.stderr(`URLs and keys are in ${relative(io.cwd, file)}\n`)
}

export async function runStop(io: CommandIo, names: readonly string[]): Promise<void> {
  const { home, former } = await locateSandbox(io)
  const { tell, stop } = showSandboxProgress(io)
  const chosen = names.length === 0 ? undefined : names
  const stopped = await stopSandbox({ names: chosen, home, onProgress: tell })
  // Sandbox sites of an earlier version may still run, and no other command would find them again.
  if (former !== undefined) stopped.push(...(await stopGhostsIn(former, chosen, tell)))
  stop()
  if (stopped.length === 0) io.stderr('No sandbox site was running.\n')
}

export async function runStatus(io: CommandIo, json: boolean): Promise<void> {
  const folders = await locateSandbox(io)
  const reading = await readSandbox(folders.home)
  if (json) return io.stdout(renderSandboxJson(reading))
  reportFormerSandbox(io, folders)
  if (reading.sites.length + reading.unfinished.length === 0) return io.stderr(NO_SITES)
  io.stdout(renderSandboxSites(reading))
  io.stderr(`They lie in ${quotePath(folders.home)}\n`)
}

const NO_SITES = 'There are no sandbox sites here yet. `ghost-sync sandbox start` makes some.\n'
