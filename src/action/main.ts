import { GhostSyncFailure } from '../model/failure.ts'
import { makePrintable } from '../model/text.ts'
import { runAction } from './run-action.ts'

// action.yml runs this file.
try {
  process.exitCode = await runAction(process.env, (line) => void process.stdout.write(`${line}\n`))
} catch (error) {
  if (!(error instanceof GhostSyncFailure)) throw error
  process.stdout.write(`::error title=ghost-sync ${error.code}::${makePrintable(error.message)}\n`)
  process.exitCode = error.exitCode
}
