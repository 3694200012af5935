/** What is used of oxc-parser and recheck. */
export function parseSync(file: string, text: string): { readonly program: unknown }

export function check(
  source: string,
  flags: string,
  options: {
    readonly timeout: number
    readonly attackTimeout: null
    readonly incubationTimeout: null
    readonly attackLimit: number
    readonly randomSeed: number
  },
): Promise<{ readonly status: 'safe' | 'vulnerable' | 'unknown'; readonly attack?: { readonly pattern: string } }>
