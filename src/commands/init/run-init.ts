import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFIG_FILE_NAMES } from '../../config/find-config-file.ts'
import { runGit } from '../../git/git.ts'
import { EXIT_CODE } from '../../model/failure.ts'
import { makePrintable } from '../../model/text.ts'
import { hasMarkdown, type Layout } from '../../start/find-layout.ts'
import { checkIgnored, checkSecretFile } from '../../start/secret-file.ts'
import { checkStartFiles, composeStartFiles, writeStartFile } from '../../start/start-files.ts'
import type { StartFile } from '../../start/start-plan.ts'
import { runDoctor } from '../doctor/run-doctor.ts'
import type { CommandIo } from '../output/command-io.ts'
import { askStart, type InitOptions } from './ask-start.ts'

const LAYOUTS = { hugo: 'a Hugo site', jekyll: 'a Jekyll site', obsidian: 'an Obsidian vault' } as const

export async function runInit(io: CommandIo, options: InitOptions): Promise<void> {
  const config = findExisting(io.cwd, CONFIG_FILE_NAMES)
  if (config !== undefined) {
    io.stdout(`= ${config}  is there already, and stays as it is; nothing was written\n\n`)
    return runDoctor(io, {})
  }
  const piped = options.adminKeyStdin === true ? readFileSync(0, 'utf8').trim() : undefined
  const plan = await askStart(io, options, piped)
  io.stdout(printLayout(plan.layout))
  const files = composeStartFiles(plan, await hasMarkdown(join(io.cwd, plan.contentRoot)))
  const secrets = files.filter(({ secret }) => secret === true).map(({ path }) => join(io.cwd, path))
  for (const path of secrets) await checkSecretFile(path, io.env)
  await checkStartFiles(io.cwd, files)
  for (const file of files) {
    // The line in `.gitignore` that keeps this file out of git was written before.
    if (file.secret === true) await checkIgnored(join(io.cwd, file.path), io.env)
    io.stdout(printStep(file, await writeStartFile(io.cwd, file)))
  }
  io.stdout(await printWorkflowPlace(io))
  if (plan.adminKey === undefined) {
    io.stdout(`\nNot checked yet: the key is missing. ${explainKey(plan.url, plan.adminKeyEnv)}\n`)
    return io.exit(EXIT_CODE.ok)
  }
  io.stdout('\n')
  await runDoctor(io, {})
  io.stdout(
    `\nIn CI the key is a secret named ${plan.adminKeyEnv} (.github/workflows/ghost-sync.yml).\nNext: ghost-sync plan, then ghost-sync push. What is on the site already: ghost-sync pull --all.\n`,
  )
}

function printLayout({ kind, contentRoot }: Layout): string {
  if (kind === 'none') return ''
  if (kind !== 'plain') return `This looks like ${LAYOUTS[kind]}; the config is written for it.\n`
  const where = contentRoot === '.' ? 'this folder' : `${makePrintable(contentRoot)}/`
  return `There is Markdown in ${where}; the config takes it for the content.\n`
}

function printStep({ path, kind }: StartFile, written: Awaited<ReturnType<typeof writeStartFile>>): string {
  switch (written) {
    case 'made':
      return `+ ${makePrintable(path)}\n`
    case 'added to':
      return `~ ${makePrintable(path)}  lines added\n`
    case 'kept':
      return `= ${makePrintable(path)}  ${kind === 'whole' ? 'is there already, and stays as it is' : 'has what it needs'}\n`
  }
}

/**
 * Warns when the workflow would lie in a folder below the top of the repository: GitHub reads workflows at the top only, and would ignore it
 * silently.
 */
async function printWorkflowPlace({ cwd, env }: CommandIo): Promise<string> {
  // Where git or a repository is missing, `init` assumes that the repository will begin in this folder.
  const below = await runGit(cwd, env, 'rev-parse', '--show-prefix').then(
    (text) => text.trim().replace(/\/$/, ''),
    () => '',
  )
  if (below === '') return ''
  return `\nThe repository begins above this folder: move .github/workflows/ghost-sync.yml to its top, and give each \`run\` a \`working-directory: ${makePrintable(below)}\`.\n`
}

function explainKey(url: string, variable: string): string {
  return `Open ${url}/ghost/#/settings/integrations/new, name the integration "ghost-sync", put its Admin API key behind ${variable}= in .env, and run: ghost-sync doctor`
}

/** Returns the first of these names that is in the folder. */
function findExisting(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => existsSync(join(folder, name)))
}
