import { createRequire } from 'node:module'
import type katex from 'katex'

const require = createRequire(import.meta.url)

let loaded: typeof katex | undefined

/** KaTeX, read on first use: most texts have no formulas, and reading it takes longer than reading them. */
export function loadKatex(): typeof katex {
  loaded ??= require('katex') as typeof katex
  return loaded
}
