import { describeConfig } from '../../config/describe-config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { describeFrontMatter } from '../../scan/describe-front-matter.ts'
import { listSnippets } from '../../start/list-snippets.ts'
import type { CommandIo } from '../output/command-io.ts'

export interface SchemaOptions {
  readonly config?: boolean
  readonly snippets?: boolean
}

export function runSchema(io: CommandIo, options: SchemaOptions): void {
  if (options.config === true && options.snippets === true) {
    throw new GhostSyncFailure('usage/two-formats', '--config and --snippets exclude each other', EXIT_CODE.usage)
  }
  const value =
    options.config === true ? describeConfig() : options.snippets === true ? listSnippets() : describeFrontMatter()
  io.data(`${JSON.stringify(value, null, 2)}\n`)
}
