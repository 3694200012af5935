/** @returns what has been spent since, in seconds: by the clock on the wall, and by the processors for this process */
export function startClock() {
  const started = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
  }
}
