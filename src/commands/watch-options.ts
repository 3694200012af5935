import type { ProjectOptions } from './add-project-options.ts'

/** What `watch` takes from its command line. */
export interface WatchOptions extends ProjectOptions {
  readonly preview?: boolean
  readonly port?: number
  readonly publish?: boolean
  readonly sandbox?: boolean
}
