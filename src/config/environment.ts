/** The environment variables of a run: the process's own, and what the `.env` file adds to them. */
export interface Environment {
  /** Every variable that is set. The process's own win, also an empty one. */
  readonly values: Readonly<Record<string, string | undefined>>
  /** The `.env` file, when there is one. */
  readonly file: EnvironmentFile | undefined
}

export interface EnvironmentFile {
  /** Forward slashes, relative to the folder of the config file: `.env`. */
  readonly file: string
  /** 1-based line of each variable that the file sets and the process does not. */
  readonly lines: ReadonlyMap<string, number>
}
