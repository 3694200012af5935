/**
 * Whether a Ghost answers on this port of the loopback interface. A Ghost that is still booting answers 503, a hung one not at all.
 * @param adminRoot See `GhostRelease`.
 * @param timeoutMs @default 3000
 */
export async function answersAsGhost(port: number, adminRoot: string, timeoutMs = 3000): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${adminRoot}/site/`, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    // Refused, reset or too slow: each of them is the answer "no", and the caller says what follows from it.
    return false
  }
}
