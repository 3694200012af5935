import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '../../model/file-errors.ts'
import { PACKAGES_WITH_INSTALL_SCRIPTS } from '../ghost-versions.ts'
import { runNpm } from '../packages/npm.ts'
import type { Lock } from '../read-lock.ts'
import type { DatabaseClient } from './database-module.ts'
import type { NodeRuntime } from './node.ts'

export interface DependencyOptions {
  /** The unpacked package with its stripped package.json. */
  readonly folder: string
  readonly node: NodeRuntime
  readonly database: DatabaseClient
  /** Undefined where this Ghost has none: it gets the versions that the registry gives today. */
  readonly lock: Lock | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Called about once a second. `packages`: how many stand in the first level of node_modules so far. */
  readonly onProgress: (seen: { readonly packages: number; readonly compiling: boolean }) => void
}

/**
 * Decides which packages npm installs and where it puts them. The flags are the same wherever a lock file is made or used; otherwise the two would
 * not fit.
 */
export const LAYOUT = ['--omit=dev', '--include=optional', '--legacy-peer-deps', '--install-strategy=hoisted'] as const

/**
 * Installs Ghost's dependencies into its folder, each checked against the digest in the lock file. It takes minutes where the database module must be
 * compiled.
 *
 * No install script runs except that of the database module, the only one that Ghost needs: it fetches a compiled module or compiles it. For another
 * Node than the one that runs us it is always compiled, against the headers of the Node that will load it: npm needs a newer Node than an old Ghost
 * does, so the script would see a Node that Ghost never runs on.
 */
export async function installDependencies(options: DependencyOptions): Promise<void> {
  const { folder, node, database, lock, env, signal, onProgress } = options
  await Promise.all(['yarn.lock', 'pnpm-lock.yaml'].map((name) => rm(join(folder, name), { force: true })))
  if (lock !== undefined) await writeFile(join(folder, 'package-lock.json'), lock)
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
    const install = lock === undefined ? ['install', '--package-lock=false'] : ['ci', '--package-lock=true']
    await runNpm({ args: [...install, ...LAYOUT], cwd: folder, env, signal })
    const forOtherNode = node.headers === undefined ? [] : ['--build-from-source', `--nodedir=${node.headers}`]
    await runNpm({ args: ['rebuild', database, ...forOtherNode], cwd: folder, env, signal, runsScripts: true })
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
  // npm makes all folders first and fills them later: a package is installed once its package.json exists.
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
