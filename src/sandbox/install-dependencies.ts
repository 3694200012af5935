import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGES_WITH_INSTALL_SCRIPTS } from './ghost-versions.ts'
import { isMissingFile } from './is-missing-file.ts'
import { runNpm } from './run-npm.ts'

export interface DependencyOptions {
  /** The unpacked package with its stripped package.json. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Called about once a second. `packages`: how many stand in the first level of node_modules so far. */
  readonly onProgress: (seen: { readonly packages: number; readonly compiling: boolean }) => void
}

/** Installs Ghost's dependencies into its folder. Takes minutes where the database module must be compiled. */
export async function installDependencies({ folder, env, signal, onProgress }: DependencyOptions): Promise<void> {
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
    await runNpm({ args: [...args, '--package-lock=false'], cwd: folder, env, signal })
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
