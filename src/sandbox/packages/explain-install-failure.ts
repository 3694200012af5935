import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'

/** Causes that npm's output shows, most specific first: a full disk also breaks the compiler, a missing compiler also prints an exit code. */
const CAUSES: readonly {
  readonly sign: RegExp
  readonly code: string
  readonly message: string
  readonly hint: string
}[] = [
  {
    sign: /ENOSPC|no space left on device/i,
    code: 'sandbox/disk-full',
    message: 'The disk is full: an installed Ghost takes about 700 MB, twice that while it is installed.',
    hint: 'Free some space, or set GHOST_SYNC_CACHE to a folder on another disk.',
  },
  {
    sign: /\b(EACCES|EROFS|EPERM)\b/,
    code: 'sandbox/cache-not-writable',
    message: 'The cache folder, or the cache of npm, cannot be written to.',
    hint: 'Make it yours again (`npm cache verify` tells where npm keeps its own), or set GHOST_SYNC_CACHE to another folder.',
  },
  {
    sign: /\bEINTEGRITY\b/,
    code: 'sandbox/digest',
    message: 'The npm registry gave another package than the one that the lock file names; it was not installed.',
    hint: '`npm config get registry` says who was asked; `npm cache verify` mends a damaged cache.',
  },
  {
    sign: /\b(ETARGET|E404)\b|No matching version/,
    code: 'sandbox/ghost-version',
    message: 'The npm registry has no such version of Ghost, or lacks a package that it needs.',
    hint: 'Use --ghost 5, or look up the exact version with `npm view ghost versions`.',
  },
  {
    sign: /\b(E401|E403|ENEEDAUTH)\b/,
    code: 'sandbox/registry-refused',
    message: 'The npm registry refused to hand out the package.',
    hint: 'Log in to it (`npm login`), or see `npm config get registry`.',
  },
  {
    sign: /gyp ERR!|node-gyp|make: \*\*\*|not found: (make|g\+\+|python3?)/i,
    code: 'sandbox/no-compiler',
    message: "Ghost's database module could not be compiled.",
    hint: 'Install python3, make and g++ (Debian: apt install python3 make g++; macOS: xcode-select --install), then run this again.',
  },
  {
    sign: /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b|network/i,
    code: 'sandbox/no-network',
    message: 'The npm registry could not be reached.',
    hint: 'Check the network and the proxy (`npm ping`), then run this again; whatever npm has fetched so far is not fetched again.',
  },
]

/** Makes a failure that a reader can act on from the output of an npm that failed. */
export function explainInstallFailure(output: string): GhostSyncFailure {
  const cause = new Error(output.trim() === '' ? 'npm said nothing' : output.trim())
  const known = CAUSES.find(({ sign }) => sign.test(output))
  if (known !== undefined) {
    return new GhostSyncFailure(known.code, known.message, EXIT_CODE.failed, { hint: known.hint, cause })
  }
  const lines = output.trim().split('\n').slice(-5).join('\n')
  return new GhostSyncFailure('sandbox/install', `npm could not install Ghost:\n${lines}`, EXIT_CODE.failed, { cause })
}
