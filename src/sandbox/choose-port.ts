import { createHash } from 'node:crypto'
import getPort, { clearLockedPorts, portNumbers } from 'get-port'

/** Below the range that Linux and macOS give to outgoing connections (32768 up), above what people type in by hand. */
const LOWEST_PORT = 20_000
const RANGES = 600
const PORTS_PER_RANGE = 20

export interface PortWish {
  /** The sandbox's folder: each sandbox has a range of its own, so that two projects rarely meet at one port and move each other. */
  readonly home: string
  /** The port that the site had last time; undefined for a new one. */
  readonly remembered: number | undefined
  /** Ports of the sandbox's other sites, running or not: each keeps its own. */
  readonly taken: readonly number[]
}

/** A free port of the loopback interface: the remembered one when it is still free, else one of the sandbox's range, else any. */
export async function choosePort({ home, remembered, taken }: PortWish): Promise<number> {
  // get-port withholds for 15 s what it has handed out; a site that is stopped and started again would lose its URL over that.
  clearLockedPorts()
  const range = createHash('sha256').update(home).digest().readUInt32BE(0) % RANGES
  const first = LOWEST_PORT + range * PORTS_PER_RANGE
  const wanted = remembered === undefined ? [] : [remembered]
  return getPort({
    host: '127.0.0.1',
    port: [...wanted, ...portNumbers(first, first + PORTS_PER_RANGE - 1)],
    exclude: taken,
  })
}
