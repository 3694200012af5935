// The last step of the build: the lock files of the sandbox's Ghosts, as one compressed file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const folder = new URL('../src/sandbox/locks/', import.meta.url)
const locks = Object.fromEntries(
  readdirSync(folder)
    .sort()
    .map((name) => [/^ghost-(.+)\.json$/.exec(name)?.[1] ?? name, readFileSync(new URL(name, folder), 'utf8')]),
)
const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: 2_000_000 }
writeFileSync(
  new URL('../dist/sandbox/locks.json.br', import.meta.url),
  brotliCompressSync(JSON.stringify(locks), { params }),
)
