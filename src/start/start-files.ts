import { constants, existsSync } from 'node:fs'
import { lstat, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'
import { findLink } from './find-link.ts'
import { listSnippets } from './list-snippets.ts'
import type { StartFile, StartPlan } from './start-plan.ts'

/**
 * Composes the files of a new project, in the order in which they are written: `.gitignore`, which keeps the key out of git, comes before the key.
 */
export function composeStartFiles(plan: StartPlan, hasPosts: boolean): StartFile[] {
  const firstPost: StartFile = {
    path: `${plan.content.root === '.' ? '' : `${plan.content.root}/`}posts/hello-from-git.md`,
    kind: 'whole',
    text: composeFirstPost(),
  }
  return [
    { path: '.gitignore', kind: 'lines', text: '.env\n' },
    ...(plan.keyFromEnvironment ? [] : [composeEnv(plan)]),
    { path: `ghost-sync.config.${plan.format}`, kind: 'whole', text: composeConfig(plan) },
    // Whoever has posts already does not need our first post on the site.
    ...(hasPosts ? [] : [firstPost]),
    { path: '.github/workflows/ghost-sync.yml', kind: 'whole', text: composeWorkflow(plan) },
    { path: '.vscode/ghost-sync.code-snippets', kind: 'whole', text: `${JSON.stringify(listSnippets(), null, 2)}\n` },
  ]
}

function composeEnv({ adminKeyEnv, adminKey }: StartPlan): StartFile {
  return { path: '.env', kind: 'variable', text: `${adminKeyEnv}=${adminKey ?? ''}\n`, secret: true }
}

function composeConfig(plan: StartPlan): string {
  const { format, project, site, url, adminKeyEnv, content, markdown, authors, defaults, policies } = plan
  const rest = {
    content,
    ...(markdown !== undefined && { markdown }),
    ...(Object.keys(authors).length > 0 && { authors }),
    ...(defaults !== undefined && { defaults }),
    ...(policies !== undefined && { policies }),
  }
  if (format === 'json') {
    return `${JSON.stringify({ project, sites: { [site]: { url, adminKeyEnv } }, ...rest }, null, 2)}\n`
  }
  return `import { defineConfig } from 'ghost-sync'

export default defineConfig({
  // Goes into every post that is published from here. Choose it once.
  project: ${quote(project)},
  sites: {
    ${quoteName(site)}: {
      url: ${quote(url)},
      // The name of a variable, never the key: a line in .env on this machine, a secret in CI.
      adminKeyEnv: ${quote(adminKeyEnv)},
    },
  },
${Object.entries(rest)
  .map(([name, value]) => `  ${name}: ${printValue(value, '  ')},\n`)
  .join('')}})
`
}

/** Writes a value of the config as TypeScript: an object on lines of its own, a list on one. */
function printValue(value: unknown, indent: string): string {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map((one) => printValue(one, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const lines = Object.entries(value).map(
    ([name, inner]) => `${indent}  ${quoteName(name)}: ${printValue(inner, `${indent}  `)},\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

function quoteName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quote(name)
}

/** Writes a text as TypeScript, in single quotes. */
function quote(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
}

function composeFirstPost(): string {
  const front = writeFrontMatter(
    new Map<string, string | readonly string[]>([
      ['title', 'Hello from git'],
      ['status', 'draft'],
      ['tags', ['News']],
    ]),
  )
  return `${front}
This post lives in a repository. It is a **draft**: only you see it in Ghost Admin. Write \`status: published\` above, push again, and readers see it.

- Change it here and run \`ghost-sync push\`: Ghost follows.
- Change it in Ghost Admin and run \`ghost-sync pull\`: the file follows.
`
}

/** Composes a GitHub workflow that checks every pull request, without a key, and pushes each new commit of the default branch. */
export function composeWorkflow({
  adminKeyEnv,
  version,
  branch,
}: Pick<StartPlan, 'adminKeyEnv' | 'version' | 'branch'>): string {
  return `name: Ghost

on:
  push:
    branches: [${/^[\w./-]+$/.test(branch) ? branch : JSON.stringify(branch)}]
  pull_request:

permissions:
  contents: read

# One push at a time, and none is broken off.
concurrency:
  group: ghost-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # Outside of the checkout: npm and npx obey the .npmrc of the folder that they run in, and a branch can bring one.
      - run: npm install --prefix "$RUNNER_TEMP/ghost-sync" --ignore-scripts --no-audit --no-fund ghost-sync@${version}
        working-directory: \${{ runner.temp }}
      - run: $RUNNER_TEMP/ghost-sync/node_modules/.bin/ghost-sync check --report github

  publish:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install --prefix "$RUNNER_TEMP/ghost-sync" --ignore-scripts --no-audit --no-fund ghost-sync@${version}
        working-directory: \${{ runner.temp }}
      - run: $RUNNER_TEMP/ghost-sync/node_modules/.bin/ghost-sync push --yes --report github
        env:
          # Settings → Secrets and variables → Actions → New repository secret
          ${adminKeyEnv}: \${{ secrets.${adminKeyEnv} }}
`
}

export type WrittenFile = 'made' | 'added to' | 'kept'

/**
 * Refuses files that would be written through a link, before the first of them is written.
 * @throws GhostSyncFailure `init/link`
 */
export async function checkStartFiles(folder: string, files: readonly StartFile[]): Promise<void> {
  for (const { path, kind } of files) {
    const link = await findLink(folder, join(folder, path))
    // An existing whole file stays as it is. A link that leads nowhere does not count as existing.
    if (link === undefined || (kind === 'whole' && link === path && existsSync(join(folder, path)))) continue
    throw new GhostSyncFailure(
      'init/link',
      `${link} is a symbolic link, and ${path} would be written where it leads; nothing was written`,
      EXIT_CODE.refused,
      { hint: 'Put a file or folder in place of the link, and run the same command again.' },
    )
  }
}

/** Writes one file of a new project. Existing content stays: a whole file as it is, other files get the lines that they lack at their end. */
export async function writeStartFile(folder: string, file: StartFile): Promise<WrittenFile> {
  const path = join(folder, file.path)
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (there === undefined) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, file.text, { flag: 'wx', ...(file.secret === true && { mode: 0o600 }) })
    return 'made'
  }
  if (file.kind === 'whole') return 'kept'
  const text = await readFile(path, 'utf8')
  const missing = findMissing(text, file)
  if (missing === '') return 'kept'
  // The flag refuses a link that was put there since the check.
  const target = await open(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0))
  try {
    if (file.secret === true) await target.chmod(0o600)
    await target.writeFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${missing}`)
  } finally {
    await target.close()
  }
  return 'added to'
}

function findMissing(text: string, file: StartFile): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  if (file.kind === 'variable') {
    const name = file.text.slice(0, file.text.indexOf('='))
    return lines.some((line) => line.replace(/^export\s+/, '').startsWith(`${name}=`)) ? '' : file.text
  }
  const wanted = file.text.split('\n').filter((line) => line !== '')
  // `.env*` and `/.env` keep the key out of git as `.env` does.
  const covers = (line: string) =>
    [line, `/${line}`, line.replace(/\/$/, ''), `${line}*`].some((one) => lines.includes(one))
  return wanted
    .filter((line) => !covers(line))
    .map((line) => `${line}\n`)
    .join('')
}
