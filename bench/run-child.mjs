import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const OBSERVE = pathToFileURL(join(import.meta.dirname, 'observe.mjs')).href

/**
 * Runs a script in a process of its own, so that its peak memory is its own.
 * @returns wall clock and processor time of the whole process in seconds, peak in MiB, what it printed, and the URLs that it read
 */
export async function runChild(script, args, { cwd, env = {}, reportFile }) {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', OBSERVE, script, ...args], {
    cwd,
    env: { ...process.env, ...env, NO_COLOR: '1', BENCH_REPORT: reportFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err] = [[], []]
  child.stdout.on('data', (chunk) => out.push(chunk))
  child.stderr.on('data', (chunk) => err.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const seconds = (performance.now() - started) / 1000
  const stdout = Buffer.concat(out).toString('utf8')
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${stdout}\n${Buffer.concat(err).toString('utf8')}`)
  const { maxRSS, cpuSeconds, read } = JSON.parse(await readFile(reportFile, 'utf8'))
  await rm(reportFile)
  return { seconds, cpuSeconds, peakMiB: Math.round(maxRSS / 1024), stdout, read }
}

/** The child that says how long its own work took, start of the process left out. */
export async function runTimedChild(script, job, options) {
  const run = await runChild(join(import.meta.dirname, 'children', script), [JSON.stringify(job)], options)
  return { ...run, ...JSON.parse(run.stdout) }
}

/** The round with the median time stands for all of them. */
export function chooseMedian(runs) {
  const sorted = [...runs].sort((one, other) => one.seconds - other.seconds)
  const { seconds, cpuSeconds, peakMiB } = sorted[Math.floor((sorted.length - 1) / 2)]
  return { seconds, cpuSeconds, peakMiB }
}
