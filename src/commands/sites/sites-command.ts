import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { SitesOptions } from './run-sites.ts'

export function registerSitesCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('sites')
    .summary('show each site of the config: title, url, version, settings')
    .description('Shows what each site of the config says of itself, through the Content API and the Admin API.')
  addProjectOptions(command)
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExamples:\n  $ ghost-sync sites\n  $ ghost-sync sites --site main --json')
    .action(async (options: SitesOptions) => (await import('./run-sites.ts')).runSites(io, options))
}
