import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseClient } from './find-database-client.ts'
import { PACKAGES_WITH_INSTALL_SCRIPTS } from './ghost-versions.ts'
import { isMissingFile } from './is-missing-file.ts'
import type { NodeRuntime } from './node-runtime.ts'
import { runNpm } from './run-npm.ts'

export interface DependencyOptions {
  /** The unpacked package with its stripped package.json. */
  readonly folder: string
  readonly node: NodeRuntime
  readonly database: DatabaseClient
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Called about once a second. `packages`: how many stand in the first level of node_modules so far. */
  readonly onProgress: (seen: { readonly packages: number; readonly compiling: boolean }) => void
}

/**
 * Installs Ghost's dependencies into its folder. Takes minutes where the database module must be compiled.
 *
 * For another Node than the one that runs us no install script is run: npm needs a newer Node than an old Ghost does, so the scripts would
 * see a Node that Ghost never runs on, and fetch or compile for that one. The database module, the only one that Ghost cannot do
 * without, is then compiled against the headers of the Node that will load it.
 */
export async function installDependencies(options: DependencyOptions): Promise<void> {
  const { folder, node, database, env, signal, onProgress } = options
  await Promise.all(['yarn.lock', 'pnpm-lock.yaml'].map((name) => rm(join(folder, name), { force: true })))
  let watching = true
  const watch = async () => {
    while (watching) {
      const seen = await observe(join(folder, 'node_modules'))
      if (watching) onProgress(seen)
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
  const watcher = watch()
  try {
    const args = ['install', '--omit=dev', '--include=optional', '--legacy-peer-deps', '--install-strategy=hoisted']
    const scripts = node.headers === undefined ? [] : ['--ignore-scripts']
    await runNpm({ args: [...args, '--package-lock=false', ...scripts], cwd: folder, env, signal })
    if (node.headers === undefined) return
    const compile = ['rebuild', database, '--build-from-source', `--nodedir=${node.headers}`]
    await runNpm({ args: compile, cwd: folder, env, signal })
  } finally {
    watching = false
    await watcher
  }
}

async function observe(modules: string): Promise<{ packages: number; compiling: boolean }> {
  const names = await list(modules)
  const scoped = await Promise.all(
    names.filter((name) => name.startsWith('@')).map((scope) => list(join(modules, scope))),
  )
  const folders = [
    ...names.filter((name) => !name.startsWith('@')).map((name) => join(modules, name)),
    ...names
      .filter((name) => name.startsWith('@'))
      .flatMap((scope, at) => (scoped[at] ?? []).map((name) => join(modules, scope, name))),
  ]
  // npm makes all folders first and fills them later: a package is there once its package.json is.
  const packages = folders.filter((path) => existsSync(join(path, 'package.json'))).length
  // The first of them to be compiled gets a Makefile; prebuilt ones never do.
  const compiling = PACKAGES_WITH_INSTALL_SCRIPTS.some((name) => existsSync(join(modules, name, 'build', 'Makefile')))
  return { packages, compiling }
}

async function list(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.'))
  } catch (error) {
    if (isMissingFile(error)) return []
    throw error
  }
}
