import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { checkPrivateFolder } from '../../src/model/own-folders.ts'
import { prepareHome } from '../../src/sandbox/sites/home.ts'
import { locateSite, readSiteRecord } from '../../src/sandbox/sites/site-record.ts'
import { locateBackups, locateSandbox } from '../../src/sync/own-folders.ts'
import { runCommand } from '../commands/run-command.ts'

/** No state is read from a checkout: whoever wrote a branch could have written it. */

let outside = ''
let project = ''
let data = ''

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-own-')))
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }))
  project = join(outside, 'blog')
  data = join(outside, 'data')
  mkdirSync(join(project, '.git'), { recursive: true })
  writeFileSync(join(project, 'ghost-sync.config.json'), '{}')
})

const env = (more: Record<string, string> = {}) => ({
  GHOST_SYNC_DATA: data,
  GHOST_SYNC_CACHE: join(outside, 'cache'),
  ...more,
})
const locate = (cwd = project, more: Record<string, string> = {}) => locateSandbox({ cwd, env: env(more) })

describe('the folder of a project', () => {
  test('lies in the folder of the user, and is the same from every folder of the project', async () => {
    mkdirSync(join(project, 'content/posts'), { recursive: true })
    const { home, former } = await locate()
    expect(relative(data, home)).toMatch(/^projects\/blog-[0-9a-f]{12}\/sandbox$/)
    expect(former).toBeUndefined()
    expect((await locate(join(project, 'content/posts'))).home).toBe(home)
    const backups = await locateBackups({ cwd: project, env: env() }, project)
    expect(backups.folder).toBe(join(home, '../backups'))
  })

  test('is that of the real path: a link to the project is no other project, a second clone is one', async () => {
    const { home } = await locate()
    symlinkSync(project, join(outside, 'link'))
    expect((await locate(join(outside, 'link'))).home).toBe(home)
    renameSync(project, join(outside, 'moved'))
    expect((await locate(join(outside, 'moved'))).home).not.toBe(home)
  })

  test.each(['GHOST_SYNC_DATA', 'GHOST_SYNC_CACHE'])('is refused where %s lies in the checkout', async (name) => {
    const refused = { code: 'data/in-checkout', exitCode: 6, hint: expect.stringContaining(name) }
    await expect(locate(project, { [name]: join(project, 'tmp/state') })).rejects.toMatchObject(refused)
    mkdirSync(join(project, 'state'))
    symlinkSync(join(project, 'state'), join(outside, 'away'))
    await expect(locate(project, { [name]: join(outside, 'away') })).rejects.toMatchObject(refused)
    symlinkSync(outside, join(project, 'away'))
    await expect(locate(project, { [name]: join(project, 'away/x') })).rejects.toMatchObject(refused)
  })

  test.each(['projects', 'projects/NAME', 'projects/NAME/sandbox', 'projects/NAME/sandbox/sites'])(
    'is refused where %s is a link',
    async (link) => {
      const { home } = await locate()
      const name = relative(join(data, 'projects'), home).split('/')[0] ?? ''
      const path = join(data, link.replace('NAME', name))
      mkdirSync(join(path, '..'), { recursive: true })
      mkdirSync(join(outside, 'elsewhere'))
      symlinkSync(join(outside, 'elsewhere'), path)
      const use = async () => prepareHome((await locate()).home)
      await expect(use()).rejects.toMatchObject({ code: 'data/link', exitCode: 6 })
      expect(existsSync(join(outside, 'elsewhere/.gitignore'))).toBe(false)
    },
  )

  test('a site that is a link is not read, and a linked .gitignore is not written through', async () => {
    const { home } = await locate()
    const sites = join(home, 'sites')
    mkdirSync(sites, { recursive: true })
    mkdirSync(join(outside, 'elsewhere'))
    writeFileSync(join(outside, 'elsewhere/site.json'), '{}')
    symlinkSync(join(outside, 'elsewhere'), join(sites, 'main'))
    await expect(readSiteRecord(locateSite(home, 'main'))).rejects.toMatchObject({ code: 'data/link' })
    symlinkSync(join(outside, 'elsewhere/made'), join(home, '.gitignore'))
    await prepareHome(home)
    expect(existsSync(join(outside, 'elsewhere/made'))).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)('a folder of another user is refused', async () => {
    const { home } = await locate()
    mkdirSync(home, { recursive: true })
    const { chown } = await import('node:fs/promises')
    await chown(home, 12_345, 12_345)
    await expect(checkPrivateFolder(home)).rejects.toMatchObject({ code: 'data/other-owner' })
  })
})

describe('a sandbox that lies in the checkout', () => {
  const site = { formatVersion: 1, name: 'main', ghostVersion: '5.130.6', port: 1, owner: {}, phase: 'ready' }

  test('is not read, and what has become of it is told', async () => {
    mkdirSync(join(project, '.ghost-sync/sandbox/sites/main'), { recursive: true })
    const record = { ...site, adminKey: 'a', contentKey: 'b' }
    writeFileSync(join(project, '.ghost-sync/sandbox/sites/main/site.json'), JSON.stringify(record))
    const { stdout, stderr } = await runCommand(project, ['sandbox', 'status'], { env: env() })
    expect(stdout).toBe('')
    expect(stderr).toContain('.ghost-sync/sandbox is not used')
    expect(stderr).toContain('There are no sandbox sites here yet.')
    expect(
      JSON.parse((await runCommand(project, ['sandbox', 'status', '--json'], { env: env() })).stdout).sites,
    ).toEqual([])
    const { home } = await locate()
    await prepareHome(home)
    const later = await runCommand(project, ['sandbox', 'status'], { env: env() })
    expect(later.stderr).not.toContain('is not used')
  })

  test('behind a link nothing is stopped, and nothing written', async () => {
    mkdirSync(join(outside, 'other/sites/main'), { recursive: true })
    mkdirSync(join(project, '.ghost-sync'))
    symlinkSync(join(outside, 'other'), join(project, '.ghost-sync/sandbox'))
    const { stderr } = await runCommand(project, ['sandbox', 'stop'], { env: env() })
    expect(stderr).toBe('No sandbox site was running.\n')
    expect(existsSync(join(outside, 'other/.gitignore'))).toBe(false)
  })
})
