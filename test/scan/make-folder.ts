import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { ContentConfig } from '../../src/config/config.ts'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'

/** A temporary project with these files, relative to its root; gone when the test is. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): {
  rootDir: string
  content: ContentConfig
} {
  const rootDir = mkdtempSync(path.join(tmpdir(), 'ghost-sync-scan-'))
  onTestFinished(() => rmSync(rootDir, { recursive: true, force: true }))
  mkdirSync(path.join(rootDir, 'content'))
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(rootDir, name)), { recursive: true })
    writeFileSync(path.join(rootDir, name), body)
  }
  const root = path.join(rootDir, 'content')
  const content: ContentConfig = {
    root,
    posts: ['**/*.{md,markdown}'],
    pages: ['pages/**/*.{md,markdown}'],
    ignore: [],
    assetRoots: [root],
    maxAssetBytes: 10_000,
    maxAssetsBytes: 2_147_483_648,
    maxSourceBytes: 10_485_760,
    maxFiles: 20_000,
    markdown: DEFAULT_OPTIONS,
  }
  return { rootDir, content }
}
