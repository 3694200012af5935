import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BadInput } from './bad-input.ts'

/** The config, the keys and the command line. Nothing is asked of any site here. */
export const CONFIG_CASES: readonly BadInput[] = [
  {
    name: 'config-not-found',
    exitCode: 2,
    prepare: ({ folder }) => rmSync(join(folder, 'ghost-sync.config.json')),
  },
  {
    name: 'config-that-does-not-parse',
    exitCode: 2,
    prepare: ({ write }) => write('ghost-sync.config.json', '{\n  "project": "bad",\n  "sites": {,}\n}\n'),
  },
  {
    name: 'config-that-throws',
    exitCode: 2,
    prepare: ({ folder, write }) => {
      rmSync(join(folder, 'ghost-sync.config.json'))
      write(
        'ghost-sync.config.ts',
        "const port: number = Number(process.env.NO_SUCH_PORT)\nif (Number.isNaN(port)) throw new Error('NO_SUCH_PORT is not set')\nexport default {}\n",
      )
    },
  },
  {
    name: 'key-written-in-the-config',
    exitCode: 2,
    config: ([site]) => ({ sites: { main: { url: site?.url, adminKeyEnv: site?.adminKey } } }),
  },
  {
    name: 'key-under-a-made-up-option',
    exitCode: 2,
    config: ([site]) => ({ sites: { main: { url: site?.url, adminKeyEnv: 'MAIN_ADMIN', adminKey: site?.adminKey } } }),
  },
  {
    name: 'content-key-for-the-admin-key',
    exitCode: 2,
    env: ([site]) => ({ MAIN_ADMIN: site?.contentKey, MAIN_CONTENT: site?.adminKey }),
  },
  { name: 'key-cut-short', exitCode: 2, env: ([site]) => ({ MAIN_ADMIN: site?.adminKey.slice(0, 60) }) },
  { name: 'key-not-set', exitCode: 2, env: () => ({ MAIN_ADMIN: undefined }) },
  {
    name: 'key-in-the-env-file-cut-short',
    exitCode: 2,
    env: () => ({ MAIN_ADMIN: undefined }),
    prepare: ({ write }) => write('.env', '# Ghost\nMAIN_ADMIN="0123456789abcdef01234567:abc"\n'),
  },
  {
    name: 'many-mistakes-in-the-config',
    exitCode: 2,
    config: () => ({
      project: 'my blog',
      sites: { main: { url: 'http://blog.example.com', adminKeyEnv: 'MAIN_ADMIN', permlink: '/{slug}/' } },
      polices: { onRemove: 'delete' },
      policies: { onRemove: 'remove', concurrency: 0 },
    }),
  },
  { name: 'unknown-site-on-the-command-line', exitCode: 2, args: ['plan', '--site', 'mian'] },
  { name: 'unknown-option-on-the-command-line', exitCode: 2, args: ['plan', '--difff'] },
  { name: 'path-that-is-no-post', exitCode: 2, args: ['plan', 'content/posts/nothing.md'] },
  {
    name: 'plan-file-that-is-none',
    exitCode: 2,
    args: ['push', '--plan', 'plan.json'],
    prepare: ({ write }) => write('plan.json', '{"kind":"something-else"}'),
  },
]
