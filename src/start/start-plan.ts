import type { WrittenConfig, WrittenContent } from '../config/written-config.ts'
import type { Extension } from '../markdown/index.ts'

/** What the config of a new project says about its content: found in the folder, and proposed. */
export interface ProposedContent {
  /** Only what differs from the defaults, besides `root`. */
  readonly content: WrittenContent & { readonly root: string }
  readonly markdown:
    | NonNullable<
        Pick<NonNullable<WrittenConfig['markdown']>, 'dialects' | 'smartQuotes' | 'unreadableMath' | Extension>
      >
    | undefined
  readonly authors: Readonly<Record<string, string>>
  readonly defaults: WrittenConfig['defaults']
  readonly policies: WrittenConfig['policies']
}

/** The answers from which a new project is made. */
export interface StartPlan extends ProposedContent {
  readonly project: string
  /** Name of the first site. */
  readonly site: string
  /** In the form that `parseSiteUrl` gives. */
  readonly url: string
  readonly adminKeyEnv: string
  /** Undefined where no key was given: the line in `.env` is then left empty. */
  readonly adminKey: string | undefined
  /** True where the process's environment has the key already: then it is not written. */
  readonly keyFromEnvironment: boolean
  /** The branch that the workflow publishes from. */
  readonly branch: string
  readonly format: 'ts' | 'json'
  /** The version of this package, for the workflow. */
  readonly version: string
}

/** One file of a new project. */
export interface StartFile {
  /** Relative to the project, forward slashes. */
  readonly path: string
  /**
   * `whole`: written only if the file does not exist. `lines`: the lines that the file lacks are added. `variable`: the line is added unless the
   * variable is set already.
   */
  readonly kind: 'whole' | 'lines' | 'variable'
  readonly text: string
  /** Whether only the file's owner may read it. */
  readonly secret?: true
}
