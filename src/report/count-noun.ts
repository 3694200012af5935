/** `1 post`, `3 posts`, `2 copies`: a number with its noun. */
export function countNoun(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
