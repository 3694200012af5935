import type { TestSite } from '../e2e/boot-sites.ts'
import type { Workspace } from '../e2e/open-workspace.ts'

/**
 * Something that people get wrong, in a repository of its own: a sound config with one site, `main`, apart from what is said here. What the command line
 * prints about it is `golden/<name>.txt`, whole: that file is read as a newcomer reads it.
 */
export interface BadInput {
  readonly name: string
  /** Relative to the project root. @default one sound post */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Whatever a file's content cannot say: a link, a file that must not be there. */
  readonly prepare?: (workspace: Workspace) => void
  /** Laid over the sound config, top-level option by option. */
  readonly config?: (sites: readonly TestSite[]) => Record<string, unknown>
  /** The sites' keys as environment variables, `MAIN_ADMIN` and `MAIN_CONTENT`, unless it says otherwise. */
  readonly env?: (sites: readonly TestSite[]) => Environment | Promise<Environment>
  /** A server that stands in the site's place; its `url` goes into the config. */
  readonly serve?: (site: TestSite) => Promise<Served>
  /** @default 1 */
  readonly sites?: 1 | 2
  /** @default ['plan'] */
  readonly args?: readonly string[]
  readonly exitCode: number
}

export type Environment = Record<string, string | undefined>

export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

export const SOUND_POST = '---\ntitle: Sound\nstatus: draft\n---\nNothing is wrong with this one.\n'
