let turn: Promise<unknown> = Promise.resolve()

/**
 * Runs `work` while `process.env` holds `values` besides its own, and then puts everything back: `process.env.X` in a config file sees the
 * `.env` file, and nothing of it stays behind to pass for the process's own variable the next time the config is loaded. The only place
 * in ghost-sync that changes `process.env`. Calls wait for each other, since the variables are the process's, not the call's.
 */
export async function runWithEnvironment<Result>(
  values: Readonly<Record<string, string | undefined>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const result = turn.then(async () => {
    const changed = Object.keys(values).filter(
      (name) => values[name] !== undefined && values[name] !== process.env[name],
    )
    const before = changed.map((name) => [name, process.env[name]] as const)
    assignVariables(changed.map((name) => [name, values[name]]))
    try {
      return await work()
    } finally {
      assignVariables(before)
    }
  })
  // The next in turn waits for the end, and is not stopped by a failure that belongs to this caller.
  turn = result.then(
    () => undefined,
    () => undefined,
  )
  return result
}

function assignVariables(variables: readonly (readonly [name: string, value: string | undefined])[]): void {
  for (const [name, value] of variables) {
    // Assigning undefined would set the text 'undefined'.
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
