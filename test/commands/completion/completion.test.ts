import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SHELLS } from '../../../src/commands/completion/render-completion.ts'
import { runCommand } from '../run-command.ts'

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-completion-'))
  for (const shell of SHELLS) {
    const { stdout } = await runCommand(folder, ['completion', shell])
    writeFileSync(join(folder, shell), stdout)
  }
  writeFileSync(join(folder, 'my post.md'), '')
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each(SHELLS)('the script of %s is one that the shell can read', (shell) => {
  expect(readFileSync(join(folder, shell), 'utf8')).toContain('--exit-code'.slice(shell === 'fish' ? 2 : 0))
  if (has(shell)) execFileSync(shell, ['-n', join(folder, shell)])
})

test('no other shell', async () => {
  const { code, stderr } = await runCommand(folder, ['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(stderr).toContain('Allowed choices are bash, zsh, fish')
})

describe.skipIf(!has('bash'))('bash completes', () => {
  const complete = (...words: string[]) => {
    const script = `source ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ghost_sync; printf '%s\\n' "\${COMPREPLY[@]}"`
    const shown = execFileSync('bash', ['-c', script, 'bash', 'ghost-sync', ...words], {
      cwd: folder,
      encoding: 'utf8',
    })
    return shown.split('\n').filter((line) => line !== '')
  }

  test.each([
    [['pl'], ['plan']],
    [
      ['sandbox', 'st'],
      ['start', 'stop', 'status'],
    ],
    [
      ['plan', '--e'],
      ['--env-file', '--exit-code'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['-'], ['-V', '--version', '--no-color', '-h', '--help']],
    [['push', 'my'], ['my post.md']],
    [['plan', '--out', 'my'], ['my post.md']],
    [['plan', '--site', ''], []],
    [['nothing', '--x'], []],
  ])('%j', (words, expected) => {
    expect(complete(...words)).toEqual(expected)
  })
})

describe.skipIf(!has('fish'))('fish completes', () => {
  test.each([
    ['ghost-sync pl', 'plan'],
    ['ghost-sync sandbox sta', 'start'],
    ['ghost-sync plan --exit', '--exit-code'],
  ])('%s', (line, expected) => {
    const shown = execFileSync('fish', ['-c', `source ./fish; complete -C '${line}'`], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(shown).toContain(expected)
  })
})
