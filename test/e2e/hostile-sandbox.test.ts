import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { locateData, openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * A repository that carries a sandbox of its own making: the record of a site that is ready, and beside it adapters, which Ghost prefers to its own
 * and runs as it boots.
 */

const [main] = readTestSites()
if (main === undefined) throw new Error('no site')
const workspace = openWorkspace({ name: 'hostile-sandbox', sites: [] })
const outside = mkdtempSync(join(tmpdir(), 'ghost-sync-hostile-'))
const ran = join(outside, 'ran')

afterAll(async () => {
  await workspace.run('sandbox', 'stop')
  for (const folder of [workspace.folder, outside]) rmSync(folder, { recursive: true, force: true })
})

function plantSandbox(): void {
  const site = '.ghost-sync/sandbox/sites/main'
  const owner = { name: 'X', email: 'x@example.com', password: 'planted-password' }
  const keys = { adminKey: main?.adminKey, contentKey: main?.contentKey }
  const record = {
    formatVersion: 1,
    name: 'main',
    ghostVersion: main?.ghostVersion,
    port: 1,
    owner,
    phase: 'ready',
    ...keys,
  }
  workspace.write(`${site}/site.json`, JSON.stringify(record))
  const evil = `require('fs').writeFileSync(${JSON.stringify(ran)}, 'x'); throw new Error('planted')`
  for (const name of [
    'storage/LocalImagesStorage',
    'storage/LocalFileStorage',
    'scheduling/SchedulingDefault',
    'sso/Default',
  ])
    workspace.write(`${site}/content/adapters/${name}.js`, evil)
}

test('the sandbox of a clone is not loaded: a new one is made in the folder of the user, and the clone is left alone', async () => {
  plantSandbox()
  const start = await workspace.run(
    'sandbox',
    'start',
    'main',
    '--ghost',
    main.ghostVersion,
    '--write-env',
    'out/sandbox.env',
  )
  expect([start.code, start.stderr]).toEqual([0, expect.stringContaining('.ghost-sync/sandbox is not used')])
  expect(existsSync(ran)).toBe(false)
  const { sites } = JSON.parse((await workspace.run('sandbox', 'status', '--json')).stdout)
  expect(sites).toMatchObject([{ name: 'main', state: 'running' }])
  expect(sites[0].owner.password).not.toBe('planted-password')
  expect(existsSync(join(locateData(workspace.folder, 'sandbox'), 'sites/main/ghost.db'))).toBe(true)
  expect(readdirSync(join(workspace.folder, '.ghost-sync/sandbox'))).toEqual(['sites'])
  expect(workspace.read('out/sandbox.env')).not.toContain(main.adminKey)
  const again = await workspace.run('sandbox', 'start', 'main')
  expect(again.stderr).not.toContain('is not used')
})
