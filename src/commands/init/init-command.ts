import type { Command } from 'commander'
import type { CommandIo } from '../output/command-io.ts'
import type { InitOptions } from './ask-start.ts'

export function registerInitCommand(program: Command, io: CommandIo): void {
  program
    .command('init')
    .summary('set up this folder: config, key, first post, CI workflow')
    .description(
      'Asks for the site and its key, writes what this folder needs, and checks the connection. Recognises the folders of other tools (docs/repositories.md). Never overwrites a file: what is there stays, and only lines that .gitignore and .env lack are added.',
    )
    .option('--url <url>', 'address of the site')
    .option('--name <name>', 'short name of the site', 'main')
    .option('--project <name>', 'name of this repository in the posts (default: that of the folder)')
    .option('--content <folder>', 'folder with the Markdown (default: found, else content)')
    .option('--admin-key-env <name>', 'variable that holds the Admin API key', 'GHOST_ADMIN_API_KEY')
    .option('--admin-key-stdin', 'read the key from standard input; it is never taken from the command line')
    .option('--json-config', 'write ghost-sync.config.json instead of .ts')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Omit<InitOptions, 'version'>) =>
      (await import('./run-init.ts')).runInit(io, { ...options, version: program.version() ?? 'latest' }),
    )
}

const EXAMPLES = `
Examples:
  $ ghost-sync init
  $ ghost-sync init --url https://blog.example.com               with the key in GHOST_ADMIN_API_KEY, or asked for
  $ pass ghost/key | ghost-sync init --url https://blog.example.com --admin-key-stdin

The key: Ghost Admin → Settings → Integrations → Add custom integration → Admin API key.`
