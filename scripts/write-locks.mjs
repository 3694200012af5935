// Writes src/sandbox/locks/ after a change of a default Ghost or of its corrections; run `npm run build` before. The versions are those of the
// lock file of Ghost's makers where npm can read it and the registry still has them, else those that the registry gives today. Digests only: no
// address of a registry.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GHOST_RELEASES } from '../dist/sandbox/ghost-versions.js'
import { LAYOUT } from '../dist/sandbox/install/install-dependencies.js'
import { stripManifest } from '../dist/sandbox/install/install-ghost.js'
import { downloadPackage } from '../dist/sandbox/packages/download-package.js'
import { runNpm } from '../dist/sandbox/packages/npm.js'

const signal = new AbortController().signal
for (const { version, corrections } of Object.values(GHOST_RELEASES)) {
  const into = mkdtempSync(join(tmpdir(), 'ghost-sync-lock-'))
  const folder = await downloadPackage({ wanted: `ghost@${version}`, into, env: process.env, signal })
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(stripManifest(manifest, corrections)))
  const lock = () =>
    runNpm({ args: ['install', '--package-lock-only', ...LAYOUT], cwd: folder, env: process.env, signal })
  await lock().catch((error) =>
    console.error(`${version}: the lock file of its makers cannot be used: ${error.message}`),
  )
  // Once more without it: what npm took from there and calls out of sync is put right.
  rmSync(join(folder, 'yarn.lock'), { force: true })
  await lock()
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  const lines = Object.entries(packages).map(([path, entry]) => {
    const { license, funding, engines, deprecated, hasInstallScript, resolved, ...kept } = entry
    return `${JSON.stringify(path)}: ${JSON.stringify({ ...kept, ...(resolved?.startsWith('file:') && { resolved }) })}`
  })
  const head = `"name": "ghost", "version": "${version}", "lockfileVersion": 3, "requires": true`
  const file = new URL(`../src/sandbox/locks/ghost-${version}.json`, import.meta.url)
  writeFileSync(file, `{ ${head}, "packages": {\n${lines.join(',\n')}\n} }\n`)
  rmSync(into, { recursive: true })
  console.log(`${version}: ${lines.length} packages`)
}
