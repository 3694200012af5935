import { join } from 'node:path'

const PRELOAD = join(import.meta.dirname, 'move-date.cjs')

/** Seconds by which the date of this process is moved (`npm run test:calendar`); 0 in an ordinary run. */
export const MOVED_SECONDS = Number(process.env.MOVE_DATE_SECONDS ?? 0)

/** Variables for a process that is to run by the date and in the zone of this one. */
export function keepDate(): Readonly<Record<string, string>> {
  const zone = process.env.TZ === undefined ? {} : { TZ: process.env.TZ }
  return MOVED_SECONDS === 0 ? zone : { ...zone, ...moveDate(0) }
}

/** Variables for a process whose clock is ahead of that of this one by so many seconds. */
export function moveDate(seconds: number): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require="${PRELOAD}"`, MOVE_DATE_SECONDS: String(MOVED_SECONDS + seconds) }
}

/** Source of a module that moves the date of the Ghost that loads it as that of this process is moved; undefined in an ordinary run. */
export function composePreload(): string | undefined {
  if (MOVED_SECONDS === 0) return undefined
  return `process.env.MOVE_DATE_SECONDS = '${MOVED_SECONDS}'\nrequire(${JSON.stringify(PRELOAD)})\n`
}
