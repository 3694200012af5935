import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { locateCache } from '../../src/model/own-folders.ts'
import { installGhost } from '../../src/sandbox/install/install-ghost.ts'
import type { TestSite } from './boot-sites.ts'

const run = promisify(execFile)

const EXECUTE = {
  sqlite3: `const db = new (require('sqlite3').Database)(FILE)
    db.configure('busyTimeout', 10000)
    db.run(SQL, VALUES, (error) => { if (error) throw error; db.close() })`,
  'better-sqlite3': `const db = new (require('better-sqlite3'))(FILE, { timeout: 10000 })
    db.prepare(SQL).run(...VALUES)
    db.close()`,
} as const

/** Changes rows of a site's database past Ghost, as importers of old did: for what its API would never store. */
export async function changeDatabase(site: TestSite, sql: string, values: readonly string[]): Promise<void> {
  const installation = await installGhost({ version: site.ghostVersion, cacheDir: locateCache(process.env) })
  const given = `const [FILE, SQL, VALUES] = ${JSON.stringify([site.database, sql, values])}\n`
  await run(installation.node.path, ['-e', given + EXECUTE[installation.databaseClient]], { cwd: installation.folder })
}
