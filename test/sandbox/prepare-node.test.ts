import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { INSTALLED_MARKER } from '../../src/sandbox/installed-marker.ts'
import { type NodeRuntime, RUNNING_NODE } from '../../src/sandbox/node-runtime.ts'
import { prepareNode } from '../../src/sandbox/prepare-node.ts'

// A registry that nobody answers at: whoever gets as far as asking it fails with `sandbox/no-network` within a second.
const UNREACHABLE = { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' }
const NEEDS_OLD = { node: '^14.15.0', fetchedNode: '14.21.3' }
const running: NodeRuntime = { ...RUNNING_NODE, version: '20.20.2' }

let cacheDir: string
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'ghost-sync-cache-'))
})
afterEach(() => rm(cacheDir, { recursive: true, force: true, maxRetries: 5 }))

const prepare = (release: { node: string; fetchedNode: string }, seen: string[] = []) =>
  prepareNode({
    release,
    cacheDir,
    env: UNREACHABLE,
    onFetch: () => seen.push('fetch'),
    onWait: () => seen.push('wait'),
    running,
  })

describe('prepareNode', () => {
  test('the Node that runs us is taken where it fits, and nothing is written', async () => {
    expect(await prepare({ node: '^18.12.1 || ^20.11.1', fetchedNode: '22.23.1' })).toEqual(running)
    expect(await readdir(cacheDir)).toEqual([])
  })

  test('one that was fetched before is taken from the cache', async () => {
    const folder = join(cacheDir, 'node', `14.21.3-${process.platform}-${process.arch}`)
    await mkdir(join(folder, 'bin'), { recursive: true })
    await writeFile(join(folder, INSTALLED_MARKER), JSON.stringify({ version: '14.21.3', abi: '83' }))
    const seen: string[] = []
    const path = join(folder, 'bin', 'node')
    expect(await prepare(NEEDS_OLD, seen)).toEqual({ version: '14.21.3', abi: '83', path, headers: folder })
    expect(seen).toEqual([])
  })

  test('half a folder is not taken, and a failed fetch leaves nothing', async () => {
    const folder = join(cacheDir, 'node', `14.21.3-${process.platform}-${process.arch}`)
    await mkdir(join(`${folder}.partial-1-abcd`, 'package', 'bin'), { recursive: true })
    await mkdir(join(folder, 'bin'), { recursive: true })
    await writeFile(join(folder, 'bin', 'node'), '#!/bin/sh\n')
    await chmod(join(folder, 'bin', 'node'), 0o755)
    const seen: string[] = []
    await expect(prepare(NEEDS_OLD, seen)).rejects.toMatchObject({ code: 'sandbox/no-network', exitCode: 5 })
    expect(seen).toEqual(['fetch'])
    expect(await readdir(join(cacheDir, 'node'))).toEqual([`14.21.3-${process.platform}-${process.arch}`])
  })
})
