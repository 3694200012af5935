import type { Command } from 'commander'
import { addProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import type { DoctorOptions } from './run-doctor.ts'

export function registerDoctorCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('doctor')
    .summary('check config, keys, sites and clock; say what to do')
    .description('Checks everything that a push needs, and says of each finding what to do about it. Writes nothing.')
  addProjectOptions(command)
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  $ ghost-sync doctor\n  $ ghost-sync doctor --site main --json')
    .action(async (options: DoctorOptions) => (await import('./run-doctor.ts')).runDoctor(io, options))
}
