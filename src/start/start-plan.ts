/** What a new project is made of, once everything has been asked. */
export interface StartPlan {
  readonly project: string
  /** Name of the first site. */
  readonly site: string
  /** In the form that `parseSiteUrl` gives. */
  readonly url: string
  readonly adminKeyEnv: string
  /** Undefined where none was given: the line in `.env` is then left empty. */
  readonly adminKey: string | undefined
  /** True where the process's environment has the key already: then it is not written anywhere. */
  readonly keyFromEnvironment: boolean
  /** Relative to the project, forward slashes. */
  readonly contentRoot: string
  /** Globs, where the layout that was found needs others than the defaults. */
  readonly posts: readonly string[]
  readonly assetRoots: readonly string[]
  readonly ignore: readonly string[]
  /** The branch that the workflow publishes from. */
  readonly branch: string
  readonly format: 'ts' | 'json'
  /** Of this package, for the workflow. */
  readonly version: string
}

/** One file of a new project. */
export interface StartFile {
  /** Relative to the project, forward slashes. */
  readonly path: string
  /**
   * `whole`: written only where nothing is. `lines`: those lines that a file does not have yet are added to it.
   * `variable`: the line is added unless one gives that variable already.
   */
  readonly kind: 'whole' | 'lines' | 'variable'
  readonly text: string
  /** Whether only its owner may read it. */
  readonly secret?: true
}
