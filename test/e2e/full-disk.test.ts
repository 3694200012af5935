import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { DATA_FOLDER, openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Disks that are full, read-only, or allow small files only: the real thing, in a mount namespace that ends with the command. What the command
// says is what counts, and that nothing is left half written.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const CLI = join(import.meta.dirname, '../../dist/cli.js')
const workspace = openWorkspace({ name: 'full-disk', sites: [site] })
const disk = join(workspace.folder, 'disk')
workspace.write('disk/.keep', '')
for (let nth = 0; nth < 40; nth += 1) {
  workspace.write(
    `content/posts/full-${nth}.md`,
    `---\ntitle: Post ${nth}\nstatus: draft\n---\n${'Text. '.repeat(100)}\n`,
  )
}

afterAll(async () => {
  const line = openLine(site, '#full-disk')
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

const PREFIX = site.name.toUpperCase()
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NO_COLOR: '1',
  CLI,
  NODE: process.execPath,
  DISK: disk,
  GHOST_SYNC_DATA: DATA_FOLDER,
  [`${PREFIX}_ADMIN`]: site.adminKey,
  [`${PREFIX}_CONTENT`]: site.contentKey,
}

function shell(script: string, ...before: string[]): { code: number | null; stdout: string; stderr: string } {
  const [command = 'sh', ...args] = [...before, 'sh', '-c', script]
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: workspace.folder, env, encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount']
const canMount = shell('mount -t tmpfs -o size=16k tmpfs "$DISK"', ...NAMESPACE).code === 0
if (!canMount)
  process.stderr.write('full-disk: no mount namespace here, so disks that are full or read-only are left out\n')

const PLAN = '"$NODE" "$CLI" plan --out'

describe.skipIf(!existsSync('/dev/full'))('/dev/full', () => {
  test('as the plan file', () => {
    const { code, stderr } = shell(`${PLAN} /dev/full`)
    expect(stderr).toContain(
      'the plan could not be written to /dev/full: the disk is full  (plan/not-saved)\nhint: Make room',
    )
    expect(code).toBe(5)
  })

  test('as standard output', () => {
    const { code, stderr } = shell('"$NODE" "$CLI" plan > /dev/full')
    expect(stderr).toBe('error: the output could not be written: the disk is full\n')
    expect(code).toBe(5)
  })

  test('as the log of a push: all is published all the same', async () => {
    expect(shell('"$NODE" "$CLI" push > /dev/full').code).toBe(5)
    expect(await listRemote(openLine(site, '#full-disk'))).toHaveLength(40)
  })
})

test.skipIf(process.platform === 'win32')('a limit on the size of files (ulimit -f)', () => {
  const { code, stderr } = shell(`ulimit -f 1; ${PLAN} limited.json`)
  expect(stderr).toContain('it would be larger than files may be here')
  expect(code).toBe(5)
})

test('a folder that does not exist', () => {
  const { code, stderr } = shell(`${PLAN} nowhere/plan.json`)
  expect(stderr).toMatch(
    /nowhere\/plan\.json: its folder does not exist {2}\(plan\/not-saved\)\nhint: Make the folder first\./,
  )
  expect(code).toBe(5)
})

describe.skipIf(!canMount)('a disk', () => {
  const full =
    'mount -t tmpfs -o size=16k tmpfs "$DISK" && (dd if=/dev/zero of="$DISK/filler" bs=4k count=3 2>/dev/null; true)'
  const readOnly = 'mount -t tmpfs -o size=1m,ro tmpfs "$DISK"'

  test.each([
    ['full', full, 'the disk is full'],
    ['read-only', readOnly, 'the file system is read-only'],
  ])('that is %s, for the plan file', (_, mount, reason) => {
    const { code, stderr } = shell(`${mount} && ${PLAN} "$DISK/plan.json"`, ...NAMESPACE)
    expect(stderr).toContain(`${reason}  (plan/not-saved)`)
    expect(code).toBe(5)
  })

  test('that is read-only, for a sandbox', () => {
    workspace.write('repository/ghost-sync.config.json', workspace.read('ghost-sync.config.json'))
    const start = 'cd repository && GHOST_SYNC_DATA="$DISK/data" "$NODE" "$CLI" sandbox start'
    const { code, stderr } = shell(`${readOnly} && ${start}`, ...NAMESPACE)
    expect(stderr).toContain(
      'could not be written: no folder can be made there  (disk/not-written)\nhint: Is the file system read-only?',
    )
    expect(code).toBe(5)
  })

  // The file itself is on the disk: what cannot be written whole must not be written at all.
  test.each([
    [
      'full',
      'mount -t tmpfs -o size=16k tmpfs "$DISK" && cp -r repository/. "$DISK" && (dd if=/dev/zero of="$DISK/filler" bs=4k 2>/dev/null; true)',
      'the disk is full',
    ],
    [
      'read-only',
      'mount -t tmpfs tmpfs "$DISK" && cp -r repository/. "$DISK" && mount -o remount,ro "$DISK"',
      'the file system is read-only',
    ],
  ])('that is %s, for check --fix: the file stays as it is', (_, mount, reason) => {
    workspace.write('repository/ghost-sync.config.json', workspace.read('ghost-sync.config.json'))
    workspace.write('repository/content/posts/one.md', '---\ntitel: One\n---\nText.\n')
    const script = `${mount} && cd "$DISK" && "$NODE" "$CLI" check --fix --force; code=$?; cat content/posts/one.md; ls -A content/posts; exit $code`
    const { code, stdout, stderr } = shell(script, ...NAMESPACE)
    expect(stderr).toContain(`content/posts/one.md could not be written: ${reason}  (fix/not-written)`)
    expect(stdout).toContain('---\ntitel: One\n---\nText.\none.md\n')
    expect(code).toBe(5)
    expect(readdirSync(disk)).toEqual(['.keep'])
  })

  describe.each([
    ['full', '(dd if=/dev/zero of="$DISK/filler" bs=4k 2>/dev/null; true)', 'the disk is full'],
    ['read-only', 'mount -o remount,ro "$DISK"', 'the file system is read-only'],
  ])('that is %s', (_, spoil, reason) => {
    test('for pull: the file stays as it is, and the reason is told', async () => {
      const file = readFileSync(join(workspace.folder, 'content/posts/full-0.md'), 'utf8')
      workspace.write('pulled/ghost-sync.config.json', workspace.read('ghost-sync.config.json'))
      workspace.write('pulled/content/posts/full-0.md', file)
      const line = openLine(site, '#full-disk')
      const post = (await listRemote(line)).find(({ fields }) => fields.slug === 'full-0')
      if (post === undefined) throw new Error('no post full-0')
      await editAsAdmin(line, post, { title: 'By an editor' })
      const mount = `mount -t tmpfs -o size=64k tmpfs "$DISK" && cp -r pulled/. "$DISK" && ${spoil}`
      const script = `${mount} && cd "$DISK" && "$NODE" "$CLI" pull --force content/posts/full-0.md; code=$?; cat content/posts/full-0.md; ls -A content/posts; exit $code`
      const { code, stdout } = shell(script, ...NAMESPACE)
      expect(stdout).toContain(`posts/full-0.md could not be written: ${reason}`)
      expect(stdout).toContain(`${file}full-0.md\n`)
      expect(code).toBe(5)
    })

    test('for backups: the post stays as it is, and the reason is told', async () => {
      const line = openLine(site, '#full-disk')
      const find = async () => {
        const post = (await listRemote(line)).find(({ fields }) => fields.slug === 'full-1')
        if (post === undefined) throw new Error('no post full-1')
        return post
      }
      await editAsAdmin(line, await find(), { title: 'By an editor' })
      const mount = `mount -t tmpfs -o size=64k tmpfs "$DISK" && mkdir "$DISK/kept" && ${spoil}`
      const push = '"$NODE" "$CLI" push --force --yes --backup "$DISK/kept" content/posts/full-1.md'
      const { code, stdout } = shell(`${mount} && ${push}`, ...NAMESPACE)
      const told = reason === 'the disk is full' ? reason : /the file system is read-only|no folder can be made there/
      expect(stdout).toMatch(told)
      expect(stdout).toContain('no backup could be written to')
      expect(code).toBe(5)
      expect((await find()).fields.title).toBe('By an editor')
    })
  })
})
