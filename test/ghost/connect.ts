import {
  type Connection,
  type ConnectOptions,
  connectSite,
  type RequestEvent,
} from '../../src/ghost/transport/connection.ts'

export const ADMIN_KEY = { id: '0123456789abcdef01234567', secret: 'ab'.repeat(32) }
export const CONTENT_KEY = '0123456789abcdef0123456789'.slice(0, 26)

export interface Probed {
  readonly connection: Connection
  readonly events: RequestEvent[]
  /** Every wait between attempts, in milliseconds; none is really waited. */
  readonly waits: number[]
}

/** A connection whose waits are recorded instead of waited. */
export function connect(url: string, options: Partial<ConnectOptions> = {}): Probed {
  const [events, waits]: [RequestEvent[], number[]] = [[], []]
  const connection = connectSite({
    name: 'faulty',
    url,
    adminKey: ADMIN_KEY,
    contentKey: CONTENT_KEY,
    apiVersion: 'auto',
    timeoutSeconds: 2,
    ownershipTag: '#ghost-sync',
    onRequest: (event) => events.push(event),
    wait: async (milliseconds) => {
      waits.push(milliseconds)
    },
    ...options,
  })
  return { connection, events, waits }
}
