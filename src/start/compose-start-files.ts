import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'
import { composeWorkflow } from './compose-workflow.ts'
import { listSnippets } from './list-snippets.ts'
import type { StartFile, StartPlan } from './start-plan.ts'

/** The files of a new project, in the order in which they are written: what keeps a key out of git comes before the key. */
export function composeStartFiles(plan: StartPlan, hasPosts: boolean): StartFile[] {
  const firstPost: StartFile = {
    path: `${plan.contentRoot === '.' ? '' : `${plan.contentRoot}/`}posts/hello-from-git.md`,
    kind: 'whole',
    text: composeFirstPost(),
  }
  return [
    { path: '.gitignore', kind: 'lines', text: '.env\n' },
    ...(plan.keyFromEnvironment ? [] : [composeEnv(plan)]),
    { path: `ghost-sync.config.${plan.format}`, kind: 'whole', text: composeConfig(plan) },
    // Somebody who brings posts along does not need one of ours on the site.
    ...(hasPosts ? [] : [firstPost]),
    { path: '.github/workflows/ghost-sync.yml', kind: 'whole', text: composeWorkflow(plan) },
    { path: '.vscode/ghost-sync.code-snippets', kind: 'whole', text: `${JSON.stringify(listSnippets(), null, 2)}\n` },
  ]
}

function composeEnv({ adminKeyEnv, adminKey }: StartPlan): StartFile {
  return { path: '.env', kind: 'variable', text: `${adminKeyEnv}=${adminKey ?? ''}\n`, secret: true }
}

function composeConfig({
  format,
  project,
  site,
  url,
  adminKeyEnv,
  contentRoot,
  posts,
  ignore,
  assetRoots,
}: StartPlan): string {
  const content = {
    root: contentRoot,
    ...(posts.length > 0 && { posts }),
    ...(ignore.length > 0 && { ignore }),
    ...(assetRoots.length > 0 && { assetRoots }),
  }
  if (format === 'json') {
    return `${JSON.stringify({ project, sites: { [site]: { url, adminKeyEnv } }, content }, null, 2)}\n`
  }
  const rest = Object.entries(content).map(([name, value]) => `    ${name}: ${quote(value)},`)
  return `import { defineConfig } from 'ghost-sync'

export default defineConfig({
  // Goes into every post that is published from here. Choose it once.
  project: ${quote(project)},
  sites: {
    ${/^[A-Za-z_]\w*$/.test(site) ? site : quote(site)}: {
      url: ${quote(url)},
      // The name of a variable, never the key: a line in .env on this machine, a secret in CI.
      adminKeyEnv: ${quote(adminKeyEnv)},
    },
  },
  content: {
${rest.join('\n')}
  },
})
`
}

/** As TypeScript, in single quotes. */
function quote(value: string | readonly string[]): string {
  if (typeof value !== 'string') return `[${value.map((one) => quote(one)).join(', ')}]`
  return `'${value.replace(/[\\']/g, '\\$&')}'`
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
