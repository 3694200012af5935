const FIRST_MILLISECONDS = 1_000
const LONGEST_MILLISECONDS = 30_000

/** How long to wait before a site is asked again that could not be reached so many times in a row (1 or more). */
export function backOff(failures: number): number {
  return Math.min(FIRST_MILLISECONDS * 2 ** (failures - 1), LONGEST_MILLISECONDS)
}
