/**
 * Milliseconds of processor time that the work takes in this process. Unlike the time on the clock, it is about the same on a machine that is busy with
 * other tests.
 */
export function measureCpu(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
