import { spawn } from 'node:child_process'

// Runs the built code: it has to work in a process that knows nothing of vitest.
const PROGRAM = `
  import { rm } from 'node:fs/promises'
  import { join } from 'node:path'
  const [module, home] = process.argv.slice(1)
  process.stdin.resume().on('end', async () => {
    // The dead process held it.
    await rm(join(home, 'lock'), { recursive: true, force: true })
    const { stopSandbox } = await import(module)
    await stopSandbox({ home })
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  })`

/**
 * Sees to it that a sandbox of the tests goes when this process does, however it ends: sandbox Ghosts outlive whoever started them, and vitest
 * runs no teardown on Ctrl-C. A process of its own waits for the end of a pipe that only this one holds.
 * @param home Absolute path of the sandbox's folder, which is removed as well.
 * @returns lets go, once the sandbox has been stopped in the ordinary way
 */
export function guardSandbox(home: string): () => void {
  const module = new URL('../../dist/sandbox/sites/stop-sandbox.js', import.meta.url).href
  const guard = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, module, home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  guard.unref()
  return () => {
    guard.kill()
  }
}
