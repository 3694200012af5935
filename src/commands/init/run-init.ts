import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DialectName } from '../../config/config.ts'
import { CONFIG_FILE_NAMES } from '../../config/find-config-file.ts'
import { runGit } from '../../git/git.ts'
import { EXTENSIONS, type Extension } from '../../markdown/index.ts'
import { EXIT_CODE } from '../../model/failure.ts'
import { makePrintable } from '../../model/text.ts'
import { hasMarkdown } from '../../start/find-layout.ts'
import type { PluginDialect } from '../../start/propose-content.ts'
import { checkIgnored, checkSecretFile } from '../../start/secret-file.ts'
import { checkStartFiles, composeStartFiles, writeStartFile } from '../../start/start-files.ts'
import type { StartFile } from '../../start/start-plan.ts'
import { runCheck } from '../check/run-check.ts'
import { runDoctor } from '../doctor/run-doctor.ts'
import type { CommandIo } from '../output/command-io.ts'
import { type AskedStart, askStart, type InitOptions } from './ask-start.ts'

export async function runInit(io: CommandIo, options: InitOptions): Promise<void> {
  const config = findExisting(io.cwd, CONFIG_FILE_NAMES)
  if (config !== undefined) {
    io.stdout(`= ${config}  is there already, and stays as it is; nothing was written\n\n`)
    return runDoctor(io, {})
  }
  const piped = options.adminKeyStdin === true ? readFileSync(0, 'utf8').trim() : undefined
  const plan = await askStart(io, options, piped)
  io.stdout(printRules(plan))
  const files = composeStartFiles(plan, await hasMarkdown(join(io.cwd, plan.content.root)))
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
    await showCheck(io, plan)
    io.stdout(`\nNot connected yet: the key is missing. ${explainKey(plan, io)}\n`)
    return io.exit(EXIT_CODE.ok)
  }
  const { command = 'ghost-sync' } = io
  io.stdout('\n')
  await runDoctor(io, {})
  await showCheck(io, plan)
  io.stdout(
    `\nIn CI the key is a secret named ${plan.adminKeyEnv} (.github/workflows/ghost-sync.yml).\nNext: ${command} plan, then ${command} push. What is on the site already: ${command} pull --all.\n`,
  )
}

/** Prints what the config says about the files that were found, and why, and what is left out. */
function printRules({ layout, markdown, defaults, reasons, names }: AskedStart): string {
  const { tool, leftOut } = layout
  const dialects = [markdown?.dialects ?? []].flat()
  const own = dialects.filter((dialect) => layout.dialects.includes(dialect))
  if (tool === 'none') return ''
  const most = names.slice(0, MOST_NAMED).map(({ name, files }) => `${makePrintable(name)} (${files})`)
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  const lines = [
    ...(layout.publishes
      ? [
          defaults === undefined
            ? 'every post is a draft until its front matter says otherwise'
            : 'a post that is no draft is published, as before (defaults.status)',
        ]
      : ['every file is a draft until its front matter says `status: published` (or `defaults.status` in the config)']),
    ...(own.length === 0
      ? []
      : [
          `${tool === 'plain' ? 'the notation of MDX' : 'its notation'} is read (markdown.dialects: ${own.join(', ')})`,
        ]),
    ...dialects.flatMap((dialect) => (own.includes(dialect) ? [] : (PLUGINS[dialect] ?? []))),
    ...(markdown?.smartQuotes === true ? ['straight quotes become curly ones, as before (markdown.smartQuotes)'] : []),
    ...printUnread(markdown),
    ...reasons,
    ...(names.length > 0
      ? [
          `authors ${most.join(', ')}${more}: those that the site lacks are left to its owner (authors, policies.unknownAuthors)`,
        ]
      : []),
    ...leftOut.map((what) => `left out: ${makePrintable(what)}`),
  ]
  return lines.map((line) => `  - ${line}\n`).join('')
}

/** Notations that files have though they are not those of their tool. */
const PLUGINS: Readonly<Partial<Record<DialectName, string>>> = {
  docusaurus: '`:::info` and its like are read as admonitions (markdown.dialects: docusaurus)',
  mdx: 'JSX in the text, as in `<div className="a">`, is read (markdown.dialects: mdx)',
  latex: 'formulas between `\\(` and `\\)`, and environments of LaTeX, are read (markdown.dialects: latex)',
} satisfies Readonly<Record<PluginDialect, string>>

/** How each notation beyond GitHub Flavored Markdown looks. */
const SIGNS: Readonly<Record<Extension, string>> = {
  highlights: '`==a==`',
  scripts: '`H~2~O` and `x^2^`',
  definitionLists: '`: meaning` below a term',
  headingIds: '`{#id}`',
  emoji: '`:tada:`',
}

function printUnread(markdown: AskedStart['markdown']): string[] {
  const unread = EXTENSIONS.filter((name) => markdown?.[name] === false)
  if (unread.length === 0) return []
  const signs = unread.map((name) => SIGNS[name]).join(', ')
  return [
    `in no file: ${signs}, which stay text, as on GitHub (${unread.map((name) => `markdown.${name}`).join(', ')})`,
  ]
}

/** Names that are listed; the others are counted. */
const MOST_NAMED = 5

/** Shows what `check` says of the files. It does not decide about the exit code: the project is set up, whatever its files say. */
async function showCheck(io: CommandIo, { posts, pages }: AskedStart): Promise<void> {
  if (posts + pages === 0) return
  io.stdout('\n')
  await runCheck({ ...io, exit: () => undefined }, [], {})
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

function explainKey({ url, adminKeyEnv }: AskedStart, { command = 'ghost-sync' }: CommandIo): string {
  return `Open ${url}/ghost/#/settings/integrations/new, name the integration "ghost-sync", put its Admin API key behind ${adminKeyEnv}= in .env, and run: ${command} doctor`
}

/** Returns the first of these names that is in the folder. */
function findExisting(folder: string, names: readonly string[]): string | undefined {
  return names.find((name) => existsSync(join(folder, name)))
}
