import type { CommandIo } from './command-io.ts'

/** Says on a terminal what is being waited for, on a line of its own that goes away again; in a log, where lines stay, nothing. */
export async function showStatus<Result>(io: CommandIo, text: string, work: Promise<Result>): Promise<Result> {
  if (!io.isTTY) return work
  io.stderr(`\r\x1b[2K${text} ...`)
  try {
    return await work
  } finally {
    io.stderr('\r\x1b[2K')
  }
}
