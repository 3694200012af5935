export interface Gate {
  readonly open: () => void
  /** Kept once it is open. */
  readonly opened: Promise<void>
}

/** Holds whatever waits for it until it is opened. */
export function makeGate(): Gate {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
