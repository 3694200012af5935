/** What `init` takes from its command line. */
export interface InitOptions {
  readonly url?: string
  readonly name: string
  readonly project?: string
  readonly content?: string
  readonly adminKeyEnv: string
  readonly adminKeyStdin?: boolean
  readonly jsonConfig?: boolean
  /** Of this package. */
  readonly version: string
}
