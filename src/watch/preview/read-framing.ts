import { allowsFraming } from './allows-framing.ts'

/** The page waits for it, once per site. */
const PATIENCE_MILLISECONDS = 3_000

/** Asks a site whether its pages may be shown in a frame. One that does not answer is given the benefit of the doubt: the frame shows why. */
export async function readFraming(url: string, origin: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
    await answer.body?.cancel()
    return allowsFraming(answer.headers, origin)
  } catch {
    return true
  }
}
