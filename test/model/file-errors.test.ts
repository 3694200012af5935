import { expect, test } from 'vitest'
import { explainDiskFailure } from '../../src/model/file-errors.ts'

const fail = (code: string, syscall: string) =>
  Object.assign(new Error(`${code}: ${syscall} '/repository/content/locked'`), {
    code,
    syscall,
    path: '/repository/content/locked',
  })

test.each([
  ['EACCES', 'scandir', 'could not be read: this user may not read it', 'disk/not-read'],
  ['EIO', 'read', 'could not be read: the disk has an error', 'disk/not-read'],
  ['EACCES', 'open', 'could not be written: this user may not write there', 'disk/not-written'],
  ['ENOSPC', 'write', 'could not be written: the disk is full', 'disk/not-written'],
])('%s of %s', (code, syscall, says, name) => {
  expect(explainDiskFailure(fail(code, syscall))).toMatchObject({
    code: name,
    message: `/repository/content/locked ${says}`,
    exitCode: 5,
  })
})

test.each([
  ['ENOENT', 'scandir'],
  ['EBADF', 'read'],
])('%s of %s is a bug of ours', (code, syscall) => {
  expect(explainDiskFailure(fail(code, syscall))).toBeUndefined()
})
