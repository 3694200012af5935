import { makePrintable } from './make-printable.ts'

/** A path as a POSIX shell takes it: hints are there to be copied, and `my post.md` without quotes would name two files. */
export function quotePath(path: string): string {
  const printable = makePrintable(path)
  return /^[\p{L}\p{N}_@%+=:,./][\p{L}\p{N}_@%+=:,./-]*$/u.test(printable)
    ? printable
    : `'${printable.replaceAll("'", `'\\''`)}'`
}
