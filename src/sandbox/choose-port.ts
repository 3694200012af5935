import getPort, { clearLockedPorts, portNumbers } from 'get-port'

/** Ghost's own default is 2368; these stay clear of a Ghost that somebody runs by hand. */
const FIRST_PORT = 2381
const LAST_PORT = 2480

/**
 * A free port of the loopback interface: the remembered one when it is still free, else the first free of 2381-2480, else any.
 * @param taken Ports of the sandbox's other sites, running or not: each keeps its own.
 */
export async function choosePort(remembered: number | undefined, taken: readonly number[]): Promise<number> {
  // get-port withholds for 15 s what it has handed out; a site that is stopped and started again would lose its URL over that.
  clearLockedPorts()
  const wanted = remembered === undefined ? [] : [remembered]
  return getPort({ host: '127.0.0.1', port: [...wanted, ...portNumbers(FIRST_PORT, LAST_PORT)], exclude: taken })
}
