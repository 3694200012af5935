/** The file in a site's folder that a listening Ghost writes its process id into. */
export const LISTENING_FILE = 'listening'

/**
 * Source of a module that every sandbox Ghost loads before anything of its own (`node --import`). It stands in the site's folder and does
 * two things that Ghost has no setting for:
 *
 * - It refuses each connection that leaves this machine. The update check and Gravatar can be switched off; webmentions, which Ghost
 *   sends to every site that a published post links to, cannot: a test run would knock at strangers' doors.
 * - It says when this very process has got its port. Two Ghosts that boot at the same time on one port both see it free; asking the
 *   port who is there would set up the other one's site.
 */
export const GHOST_PRELOAD = `import { writeFileSync } from 'node:fs'
import net from 'node:net'
import { isMainThread } from 'node:worker_threads'

const connect = net.Socket.prototype.connect
const isLocal = (host) => host === undefined || host === 'localhost' || host === '::1' || /^127\\./.test(host)

net.Socket.prototype.connect = function (...args) {
  const target = Array.isArray(args[0]) ? args[0][0] : args[0]
  const isObject = typeof target === 'object' && target !== null
  const host = isObject ? target.host : typeof args[1] === 'string' ? args[1] : undefined
  if ((isObject && target.path) || isLocal(host)) return connect.apply(this, args)
  const refusal = new Error('the sandbox does not connect to ' + host)
  process.nextTick(() => this.destroy(Object.assign(refusal, { code: 'ECONNREFUSED' })))
  return this
}

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  this.once('listening', () => {
    const isOwnPort = String(this.address()?.port) === process.env.server__port
    if (isMainThread && isOwnPort) writeFileSync(new URL('${LISTENING_FILE}', import.meta.url), String(process.pid))
  })
  return listen.apply(this, args)
}
`
