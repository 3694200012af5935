import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GHOST_RELEASES } from '../../../src/sandbox/ghost-versions.ts'
import { stripManifest } from '../../../src/sandbox/install/install-ghost.ts'
import { explainInstallFailure } from '../../../src/sandbox/packages/explain-install-failure.ts'
import { cleanNpmEnvironment, findNpm } from '../../../src/sandbox/packages/npm.ts'

describe('findNpm', () => {
  let folder: string
  let node: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghost-sync-npm-'))
    node = join(folder, 'node', 'bin', 'node')
    await place(node)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function place(path: string): Promise<string> {
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, '')
    return path
  }

  test('takes the npm that runs us', async () => {
    const script = await place(join(folder, 'other', 'npm-cli.js'))
    expect(findNpm({ npm_execpath: script }, node)).toEqual({ command: node, args: [script] })
  })

  test('under npx takes the npm beside it', async () => {
    const script = await place(join(folder, 'other', 'npm-cli.js'))
    const npx = await place(join(folder, 'other', 'npx-cli.js'))
    expect(findNpm({ npm_execpath: npx }, node)).toEqual({ command: node, args: [script] })
  })

  test('under yarn takes the npm of this Node', async () => {
    const yarn = await place(join(folder, 'yarn', 'yarn.js'))
    const script = await place(join(folder, 'node', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'))
    expect(findNpm({ npm_execpath: yarn }, node)).toEqual({ command: node, args: [script] })
  })

  test('run by node itself takes the npm on PATH', async () => {
    const launcher = await place(join(folder, 'bin', 'npm'))
    const path = ['', join(folder, 'none'), join(folder, 'bin')].join(':')
    expect(findNpm({ PATH: path }, node)).toEqual({ command: launcher, args: [] })
  })

  test('says so when there is none', () => {
    expect(() => findNpm({ PATH: join(folder, 'none') }, node)).toThrow(
      expect.objectContaining({ code: 'sandbox/no-npm' }),
    )
  })
})

describe('cleanNpmEnvironment', () => {
  const clean = (env: Record<string, string>, runsScripts = false) =>
    cleanNpmEnvironment({ PATH: '/bin', ...env }, runsScripts, '/opt/node/bin/node')

  test.each([
    'npm_config_local_prefix',
    'npm_config_prefix',
    'npm_config_global',
    'npm_config_ignore_scripts',
    'npm_config_omit',
    'npm_config_dry_run',
    'npm_config_workspace',
    'npm_config_user_agent',
    'npm_package_json',
    'npm_lifecycle_event',
    'npm_command',
    'INIT_CWD',
    'NODE_ENV',
    'NODE_OPTIONS',
    'GHOST_ADMIN_API_KEY',
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'SSH_AUTH_SOCK',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'url',
    'database__client',
  ])('%s stays behind', (name) => {
    expect(clean({ [name]: 'x' })).not.toHaveProperty(name)
  })

  test.each([
    'npm_config_registry',
    'NPM_CONFIG_REGISTRY',
    'npm_config_userconfig',
    'npm_config_cache',
    'npm_config_https_proxy',
    'npm_config_noproxy',
    'npm_config_cafile',
    'npm_config_nodedir',
    'npm_config_python',
    'npm_config_fetch_retries',
    'npm_config_@tryghost:registry',
    'npm_config_//registry.example.com/:_authToken',
    'HOME',
    'https_proxy',
    'CC',
  ])('%s goes along', (name) => {
    expect(clean({ [name]: 'x' })).toHaveProperty([name], 'x')
  })

  test.each(['npm_config_//registry.example.com/:_authToken', 'NPM_TOKEN', 'NODE_AUTH_TOKEN'])(
    '%s goes along where no script runs, and only there',
    (name) => {
      expect(clean({ [name]: 'x' })).toHaveProperty([name], 'x')
      expect(clean({ [name]: 'x' }, true)).not.toHaveProperty([name])
    },
  )

  test('puts the Node that runs us first on PATH', () => {
    expect(clean({}).PATH).toBe('/opt/node/bin:/bin')
  })
})

describe('explainInstallFailure', () => {
  test.each([
    ['npm error code ENOTFOUND\nnpm error request to https://registry.example.com/ghost failed', 'sandbox/no-network'],
    ['npm error code EAI_AGAIN', 'sandbox/no-network'],
    ['npm error code ECONNREFUSED\nnpm error connect ECONNREFUSED 127.0.0.1:1', 'sandbox/no-network'],
    ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'sandbox/disk-full'],
    ['gyp ERR! build error\ncc1plus: fatal error: error writing to /x: No space left on device', 'sandbox/disk-full'],
    ['npm error gyp ERR! find Python You need to install the latest version of Python.', 'sandbox/no-compiler'],
    ['npm error gyp ERR! stack Error: not found: make', 'sandbox/no-compiler'],
    [
      'npm error code ETARGET\nnpm error notarget No matching version found for ghost@5.999.0.',
      'sandbox/ghost-version',
    ],
    ['npm error code E404\nnpm error 404 Not Found', 'sandbox/ghost-version'],
    ['npm error code E401', 'sandbox/registry-refused'],
    ['npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed', 'sandbox/digest'],
    ['npm error code EACCES\nnpm error syscall mkdir', 'sandbox/cache-not-writable'],
    ['npm error something new', 'sandbox/install'],
  ])('%j is %s', (output, code) => {
    const failure = explainInstallFailure(output)
    expect(failure).toMatchObject({ code, exitCode: 5 })
    expect((failure.cause as Error).message).toBe(output)
  })

  test('an unknown one shows what npm said last', () => {
    expect(explainInstallFailure('a\nb\nc\nd\ne\nf\n').message).toBe('npm could not install Ghost:\nb\nc\nd\ne\nf')
  })
})

describe('stripManifest', () => {
  test('leaves what npm can install from and lets the database module compile', () => {
    const stripped = stripManifest({
      name: 'ghost',
      dependencies: { sqlite3: '5.1.7' },
      devDependencies: { x: 'git+https://example.com/x' },
      scripts: { prepare: 'nx build' },
      packageManager: 'yarn@1.22.22',
    })
    expect(stripped).toEqual({
      name: 'ghost',
      dependencies: { sqlite3: '5.1.7' },
      overrides: {},
      allowScripts: expect.objectContaining({ sqlite3: true, 'better-sqlite3': true }),
    })
  })

  test('what is optional is required, so that npm says when it does not arrive', () => {
    const stripped = stripManifest({
      dependencies: { knex: '2.4.2' },
      optionalDependencies: { '@tryghost/html-to-mobiledoc': '1.8.6', sqlite3: '5.0.6' },
    })
    expect(stripped).toMatchObject({
      dependencies: { knex: '2.4.2', '@tryghost/html-to-mobiledoc': '1.8.6', sqlite3: '5.0.6' },
    })
    expect(stripped).not.toHaveProperty('optionalDependencies')
  })

  const asked = { sqlite3: '4.2.0', '@tryghost/members-api': '0.37.13', moment: '2.24.0' }

  test('corrects what cannot be installed any more, and keeps the overrides of Ghost itself', () => {
    const { corrections } = GHOST_RELEASES['3']
    const stripped = stripManifest({ dependencies: asked, overrides: { 'cron-validate': '1.4.5' } }, corrections)
    expect(stripped.dependencies).toEqual({ ...asked, sqlite3: '5.0.6', '@tryghost/members-api': '0.37.12' })
    expect(stripped.overrides).toMatchObject({ 'cron-validate': '1.4.5', juice: { cheerio: '1.0.0-rc.10' } })
  })

  test('a correction of one version leaves others of the package alone', () => {
    const { corrections } = GHOST_RELEASES['3']
    const older = { ...asked, '@tryghost/members-api': '0.8.0' }
    expect(stripManifest({ dependencies: older }, corrections).dependencies).toMatchObject({
      '@tryghost/members-api': '0.8.0',
    })
  })

  test('adds no package that Ghost did not ask for', () => {
    const { corrections } = GHOST_RELEASES['4']
    expect(stripManifest({ dependencies: { moment: '2.24.0' } }, corrections).dependencies).toEqual({
      moment: '2.24.0',
    })
  })
})
