import { basename, join, posix } from 'node:path'
import { cleanValue, isVariableName } from '../../config/environment.ts'
import { recogniseKey } from '../../config/site-keys.ts'
import { parseSiteUrl } from '../../config/site-url.ts'
import { findDefaultBranch } from '../../git/git.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { makePrintable } from '../../model/text.ts'
import { findLayout, hasMarkdown } from '../../start/find-layout.ts'
import { type Layout, PLAIN_LAYOUT, TOOL_TITLES } from '../../start/layout/layout.ts'
import { countFiles } from '../../start/layout/project-files.ts'
import { type ContentProposal, proposeContent } from '../../start/propose-content.ts'
import type { StartPlan } from '../../start/start-plan.ts'
import type { CommandIo } from '../output/command-io.ts'
import { showStatus } from '../output/progress.ts'
import { askText } from '../prompts/ask-text.ts'

/** What `init` takes from its command line. */
export interface InitOptions {
  readonly url?: string
  readonly name: string
  readonly project?: string
  readonly content?: string
  readonly adminKeyEnv: string
  readonly adminKeyStdin?: boolean
  readonly jsonConfig?: boolean
  /** The version of this package. */
  readonly version: string
}

const NO_ADMIN_KEY = 'That is no Admin API key: 24 hex characters, a colon and 64 hex characters.'

/** The answers, and the findings that they are about. */
export type AskedStart = StartPlan &
  Pick<ContentProposal, 'posts' | 'pages' | 'names' | 'reasons'> & { readonly layout: Layout }

/**
 * Finds out what a new project needs: from the flags, the folder and the environment, and on a terminal by questions.
 *
 * @param piped what came on standard input, where the key is read from there
 * @throws GhostSyncFailure `usage/no-url`, `usage/wrong-url`, `usage/wrong-name`, `usage/wrong-key`
 */
export async function askStart(io: CommandIo, options: InitOptions, piped: string | undefined): Promise<AskedStart> {
  const { name: site, adminKeyEnv } = options
  const project = options.project ?? nameProject(io.cwd)
  if (!/^[\w-]+$/.test(site)) throw refuse('name', `--name ${site}`, 'Letters, digits, `_` and `-`, e.g. --name main.')
  if (!/^[A-Za-z0-9][\w./-]{0,63}$/.test(project)) {
    throw refuse('name', `--project ${project}`, 'Letters, digits, `.`, `_`, `-` and `/`, 64 at most.')
  }
  if (!isVariableName(adminKeyEnv)) {
    throw refuse('name', '--admin-key-env', 'It takes the name of a variable, e.g. GHOST_ADMIN_API_KEY, not the key.')
  }
  const url = readUrl(options.url ?? (await askUrl(io)))
  const set = cleanValue(io.env[adminKeyEnv] ?? '')
  const keyFromEnvironment = piped === undefined && set !== ''
  const key = piped === undefined ? (keyFromEnvironment ? set : await askKey(io, url)) : cleanValue(piped)
  if (key !== undefined) io.addSecret(key)
  if (key !== undefined && recogniseKey(key) !== 'admin') {
    throw refuse('key', piped === undefined ? adminKeyEnv : 'standard input', NO_ADMIN_KEY)
  }
  const layout = await showStatus(io, 'Looking for Markdown', findChosenLayout(io.cwd, options.content))
  const proposal = await showStatus(io, 'Reading the Markdown', proposeContent(io.cwd, layout))
  // What was found comes before the questions about it.
  io.stdout(printFound(layout, proposal))
  return {
    ...proposal,
    ...(await askContent(io, layout, proposal)),
    project,
    site,
    url,
    adminKeyEnv,
    adminKey: key?.toLowerCase(),
    keyFromEnvironment,
    branch: await findDefaultBranch(io.cwd, io.env),
    format: options.jsonConfig === true ? 'json' : 'ts',
    version: options.version,
    layout,
  }
}

/** Prints what was recognised, and how much of it there is. */
function printFound({ tool, contentRoot }: Layout, { posts, pages }: Pick<ContentProposal, 'posts' | 'pages'>): string {
  if (tool === 'none') return ''
  const where = contentRoot === '.' ? 'this folder' : `${makePrintable(contentRoot)}/`
  const count = `${countFiles(posts, 'post')}${pages === 0 ? '' : ` and ${countFiles(pages, 'page')}`}`
  if (tool === 'plain' && contentRoot === 'content') return `The Markdown in ${where} is the content: ${count}.\n`
  if (tool === 'plain') return `There is Markdown in ${where}; the config takes it for the content. ${count}:\n`
  return `This looks like ${TOOL_TITLES[tool]}; the config is written for it. ${count} in ${where}:\n`
}

/** Finds the layout, and for a folder that the command line names, what is known of it. */
async function findChosenLayout(cwd: string, written: string | undefined): Promise<Layout> {
  const layout = await findLayout(cwd)
  const folder = written === undefined ? layout.contentRoot : readFolder(written)
  if (folder === layout.contentRoot) return layout
  const { dialects, publishes, titleFromFilename, formerUrl, authors, assetRoots } = layout
  const known = { dialects, publishes, titleFromFilename, formerUrl, authors, assetRoots }
  const tool = layout.tool !== 'none' && (await hasMarkdown(join(cwd, folder))) ? layout.tool : 'none'
  // A path of the tool begins below its own content folder.
  const formerPermalinks = layout.formerPermalinks.filter((pattern) => !/\{(?:path|section)\}/.test(pattern))
  return { ...PLAIN_LAYOUT, ...known, formerPermalinks, tool, contentRoot: folder }
}

/** Authors that are asked for, one question each; more would be a form. */
const MOST_ASKED = 8

/** Asks what only a person knows. Where nobody can be asked, the proposal stands. */
async function askContent(
  io: CommandIo,
  layout: Layout,
  { defaults, names, authors: known }: ContentProposal,
): Promise<Pick<StartPlan, 'authors' | 'defaults'>> {
  if (!canAsk(io)) return { authors: known, defaults }
  const isPublishing =
    !layout.publishes ||
    /^y/i.test(
      await askText(io, {
        question: `${nameTool(layout)} publishes a post that has no \`draft: true\`. Publish them in Ghost as well? (y/n)`,
        fallback: 'y',
        refuse: (answer) => (/^(?:y|yes|n|no)$/i.test(answer) ? undefined : 'Please type y or n.'),
      }),
    )
  const authors: Record<string, string> = { ...known }
  for (const { name, files } of names.slice(0, MOST_ASKED)) {
    const shown = layout.authors.get(name)
    const answer = await askText(io, {
      question: `Author ${makePrintable(name)}${shown === undefined ? '' : ` (${makePrintable(shown)})`}, ${countFiles(files, 'post')}: slug or e-mail address on the site (Enter: as it is, else the site's owner)`,
      refuse: () => undefined,
    })
    if (answer !== '') authors[name] = answer
  }
  return { authors, defaults: isPublishing ? defaults : undefined }
}

function nameTool({ tool }: Layout): string {
  return `${tool.charAt(0).toUpperCase()}${tool.slice(1)}`
}

/**
 * Reads the content folder, which has to lie below this one: everything that is published lies inside the project, and so does everything that `init`
 * writes.
 */
function readFolder(written: string): string {
  const folder = posix.normalize(written.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '')
  if (!posix.isAbsolute(folder) && !/^(?:[A-Za-z]:|\.\.(?:\/|$))/.test(folder)) return folder
  throw refuse('name', `--content ${written}`, 'It takes a folder inside this one, e.g. --content posts.')
}

function nameProject(folder: string): string {
  const name = basename(folder)
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
  return name.slice(0, 64) || 'blog'
}

function readUrl(written: string): string {
  const parsed = parseSiteUrl(written, { allowHttp: false })
  if (parsed.kind === 'url') return parsed.url
  throw refuse('url', 'the address', `It ${parsed.reason}. ${parsed.hint}`)
}

async function askUrl(io: CommandIo): Promise<string> {
  if (!canAsk(io)) {
    throw new GhostSyncFailure('usage/no-url', 'the address of the site is missing', EXIT_CODE.usage, {
      hint: 'Give it: ghost-sync init --url https://blog.example.com.',
    })
  }
  return askText(io, {
    question: 'Address of the Ghost site',
    refuse: (answer) => {
      const parsed = parseSiteUrl(answer, { allowHttp: false })
      return parsed.kind === 'url' ? undefined : `The address ${parsed.reason}. ${parsed.hint}`
    },
  })
}

/** Asks for the Admin API key. Returns undefined where nobody can be asked, or where the person has no key yet. */
async function askKey(io: CommandIo, url: string): Promise<string | undefined> {
  if (!canAsk(io)) return undefined
  io.stderr(
    `\nThe key: open ${url}/ghost/#/settings/integrations/new, name the integration "ghost-sync", and copy its Admin API key.\n`,
  )
  const answer = await askText(io, {
    question: 'Admin API key (not shown; Enter to fill it in later)',
    hidden: true,
    refuse: (typed) => (typed === '' || recogniseKey(cleanValue(typed)) === 'admin' ? undefined : NO_ADMIN_KEY),
  })
  return answer === '' ? undefined : cleanValue(answer)
}

function canAsk(io: CommandIo): boolean {
  return io.isTTY && io.stdin !== undefined
}

function refuse(what: 'name' | 'url' | 'key', subject: string, hint: string): GhostSyncFailure {
  return new GhostSyncFailure(`usage/wrong-${what}`, `${subject} cannot be used`, EXIT_CODE.usage, { hint })
}
