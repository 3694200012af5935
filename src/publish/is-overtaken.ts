import { GhostSyncFailure } from '../failure.ts'

/** Whether Ghost refused a write because somebody was faster: saved the post since it was read, or deleted it. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof GhostSyncFailure && (error.code === 'ghost/collision' || error.code === 'ghost/not-found')
}
