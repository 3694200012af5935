/** The file in a site's folder that a listening Ghost writes its process id into. */
export const LISTENING_FILE = 'listening'

/**
 * Source of a module that every sandbox Ghost loads before anything of its own (`node --require`: Node 14 has no
 * `--import`). It stands in the site's folder and does
 * two things that Ghost has no setting for:
 *
 * - It refuses each connection that leaves this machine. The update check and Gravatar can be switched off; webmentions, which Ghost
 *   sends to every site that a published post links to, cannot: a test run would knock at strangers' doors.
 * - It says when this very process has got its port. Two Ghosts that boot at the same time on one port both see it free; asking the
 *   port who is there would set up the other one's site.
 */
export const GHOST_PRELOAD = `const { writeFileSync } = require('node:fs')
const net = require('node:net')
const { join } = require('node:path')
const { isMainThread } = require('node:worker_threads')

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
    if (isMainThread && isOwnPort) writeFileSync(join(__dirname, '${LISTENING_FILE}'), String(process.pid))
  })
  return listen.apply(this, args)
}
`
