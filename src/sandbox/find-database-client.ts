/** What of Ghost's package.json says which database module it brings. */
export interface DatabaseManifest {
  readonly dependencies?: Readonly<Record<string, string>>
  /** Ghost 6 lists its module here: npm then reports success even when it could not be compiled. */
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export type DatabaseClient = 'sqlite3' | 'better-sqlite3'

/** The SQLite module of this Ghost, which is also the name of the database client in its configuration. */
export function findDatabaseClient({ dependencies, optionalDependencies }: DatabaseManifest): DatabaseClient {
  return 'better-sqlite3' in { ...dependencies, ...optionalDependencies } ? 'better-sqlite3' : 'sqlite3'
}
