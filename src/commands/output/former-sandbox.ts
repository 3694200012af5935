import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { quotePath } from '../../model/text.ts'
import type { SandboxFolders } from '../../sync/own-folders.ts'
import type { CommandIo } from './command-io.ts'

/** Says what happens with a sandbox of an earlier version. The note ends once the new sandbox exists. */
export function reportFormerSandbox(io: CommandIo, { home, former }: SandboxFolders): void {
  if (former === undefined || existsSync(home)) return
  const shown = quotePath(relative(io.cwd, former))
  io.stderr(
    `${shown} is not used: what lies in a checkout may have come with a branch, and Ghost would run it. The sandbox is a new one, in ${quotePath(home)}. \`ghost-sync sandbox stop\` ends what still runs of the old one; then remove its folder.\n`,
  )
}
