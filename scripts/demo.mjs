// What `npm run demo` does after the build: two real Ghost sites on this machine, content/ published to both, and a second push that
// has nothing to do. Run it as often as you like.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENV_MARKER } from '../dist/sandbox/sites/sandbox-env.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'dist', 'cli.js')

// A shell that has the keys of a real blog under the demo's names would win over the env file, and the demo would publish there.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GHOST_(MAIN|NOTES)_/.test(name)))

// The user's own .env stays as it is.
const ownEnv = existsSync(join(root, '.env')) && !readFileSync(join(root, '.env'), 'utf8').startsWith(ENV_MARKER)
const envFile = ownEnv ? '.env.demo' : '.env'
const withEnv = ownEnv ? ['--env-file', envFile] : []

tell('Two Ghost sites. The first time on this machine Ghost is installed, which takes some 4 minutes.')
run('sandbox', 'start', 'main', 'notes', '--write-env', envFile)

tell('Publish content/ to both.')
run('push', '--yes', ...withEnv)

tell('Once more: nothing has changed, so nothing is written.')
run('push', '--yes', ...withEnv)

const { sites } = JSON.parse(read('sandbox', 'status', '--json'))
tell('Look at it:')
for (const { name, url, adminUrl, owner } of sites) {
  console.log(`  ${name.padEnd(6)} ${url}/   Ghost Admin: ${adminUrl} (${owner.email}, password ${owner.password})`)
}
console.log(`
Change a file in content/ or a post in Ghost Admin, then see what a push would do:
  node dist/cli.js plan --diff${withEnv.map((word) => ` ${word}`).join('')}
Stop the sites:      node dist/cli.js sandbox stop
Begin all over:      node dist/cli.js sandbox reset --yes && npm run demo`)

function tell(text) {
  console.log(`\n== ${text}`)
}

function run(...args) {
  console.log(`$ ghost-sync ${args.join(' ')}`)
  const { status, signal } = spawnSync(process.execPath, [cli, ...args], { cwd: root, env, stdio: 'inherit' })
  if (status === 0) return
  console.error(`\nThe demo stops here: ghost-sync ${args[0]} ended with ${signal ?? `exit code ${status}`}.`)
  process.exit(status ?? 1)
}

function read(...args) {
  const { stdout, status } = spawnSync(process.execPath, [cli, ...args], { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) process.exit(status ?? 1)
  return stdout
}
