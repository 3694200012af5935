// Loaded before every measured process. Leaves behind its peak memory, its processor time, and the addresses that it read: the baseline asks for exactly the same.
import { writeFileSync } from 'node:fs'

const read = []
const { fetch } = globalThis
globalThis.fetch = (input, init) => {
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
  if (method === 'GET') read.push(input instanceof Request ? input.url : String(input))
  return fetch(input, init)
}
process.on('exit', () => {
  // Kibibytes, on every platform that Node runs on.
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6
  if (process.env.BENCH_REPORT !== undefined)
    writeFileSync(process.env.BENCH_REPORT, JSON.stringify({ maxRSS, cpuSeconds, read }))
})
