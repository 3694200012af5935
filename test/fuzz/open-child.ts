import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Job, Result } from './child.ts'

/** Wide, for a machine that is busy with ten other things: it only tells what hangs from what does not. */
const MOST_SECONDS = 120

export interface Child {
  readonly run: (job: Job) => Promise<Result>
  readonly close: () => void
}

/** A process that runs one job after another. After one that ended it, it is started again. @param mebibytes that its heap may have */
export function openChild(mebibytes: number): Child {
  const start = () =>
    fork(join(import.meta.dirname, 'child.ts'), {
      execArgv: [`--max-old-space-size=${mebibytes}`, '--import', 'jiti/register'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  let child = start()
  const run = (job: Job): Promise<Result> =>
    new Promise((resolve) => {
      const end = (result: Result): void => {
        clearTimeout(timer)
        child.removeAllListeners()
        resolve(result)
      }
      const fail = (crash: string): void => {
        child.kill('SIGKILL')
        end({ seconds: 0, problems: [], crash })
        child = start()
      }
      const timer = setTimeout(() => fail(`no end after ${MOST_SECONDS} s`), MOST_SECONDS * 1000)
      child.once('message', (result: Result) => end(result))
      child.once('exit', (code, signal) => fail(`the process ended: ${signal ?? code}`))
      child.send(job)
    })
  return { run, close: () => child.kill('SIGKILL') }
}
