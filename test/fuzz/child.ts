// A process of its own for what may take too long or too much memory: the parent can end it. Started by open-child.ts.
import { FLOODS } from './floods.ts'
import { HOSTILE, OLD_DOCUMENTS } from './hostile-texts.ts'
import { CHAINS, type ChainName } from './run-chain.ts'

export interface Job {
  readonly name: string
  readonly chain: ChainName
  /** Characters, about. */
  readonly size: number
}

export interface Result {
  /** Of processor time: what else runs on the machine does not count. */
  readonly seconds: number
  /** Codes with lines; empty when it was read. */
  readonly problems: readonly { readonly code: string; readonly line: number | undefined }[]
  /** What was thrown. */
  readonly crash?: string
}

process.on('message', async (job: Job) => {
  const text = (FLOODS[job.name]?.make ?? HOSTILE[job.name] ?? OLD_DOCUMENTS[job.name])?.(job.size) ?? ''
  const before = process.cpuUsage()
  const result = await run(job.chain, text)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ ...result, seconds: (user + system) / 1e6 } satisfies Result)
})

async function run(chain: ChainName, text: string): Promise<Omit<Result, 'seconds'>> {
  try {
    const outcome = await CHAINS[chain](text)
    if (outcome.kind === 'done') return { problems: [] }
    return { problems: outcome.findings.map(({ code, line }) => ({ code, line })) }
  } catch (error) {
    return { problems: [], crash: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) }
  }
}
