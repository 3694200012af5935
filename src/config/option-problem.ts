/** A mistake in the config, before it is known in which line it stands. */
export interface OptionProblem {
  /** Stable identifier, `config/what`. */
  readonly code: string
  /** Where in the config: `['sites', 'main', 'url']`. Empty for the config as a whole. */
  readonly path: OptionPath
  readonly message: string
  readonly cure: string
  /** Name of the site, where the mistake is about one. */
  readonly site?: string
  /** Name of the environment variable whose value is wrong: the mistake then stands in the `.env` file, if that is where it came from. */
  readonly variable?: string
}

export type OptionPath = readonly (string | number)[]
