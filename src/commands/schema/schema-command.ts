import type { Command } from 'commander'
import type { CommandIo } from '../output/command-io.ts'
import type { SchemaOptions } from './run-schema.ts'

export function registerSchemaCommand(program: Command, io: CommandIo): void {
  program
    .command('schema')
    .summary('print the JSON Schema of front matter, for editors')
    .description(
      'Prints the JSON Schema of front matter, of the config, or snippets for VS Code, made from the tables that ghost-sync itself reads by. docs/editors.md says which editor takes what.',
    )
    .option('--config', 'of ghost-sync.config.json instead')
    .option('--snippets', 'snippets for VS Code instead, one per key of Ghost')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SchemaOptions) => (await import('./run-schema.ts')).runSchema(io, options))
}

const EXAMPLES = `
Examples:
  $ ghost-sync schema > front-matter.schema.json
  $ ghost-sync schema --config > ghost-sync.config.schema.json
  $ ghost-sync schema --snippets > .vscode/ghost-sync.code-snippets`
