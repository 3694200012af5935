// Loaded before all else by `node --require` (`move-date.ts` says how): a process whose clock is off by MOVE_DATE_SECONDS, as far as JavaScript can see.
// Timers run as they do.
const http = require('node:http')

const RealDate = Date
// Held on to: some library of Ghost writes `Date.now = Date.now`.
const realNow = RealDate.now
const seconds = Number(process.env.MOVE_DATE_SECONDS)
if (!Number.isFinite(seconds)) throw new Error(`MOVE_DATE_SECONDS is "${process.env.MOVE_DATE_SECONDS}", no number`)

const now = () => realNow() + seconds * 1000

// No subclass: a date that Node makes itself, such as a file's, has to be an instance of it as well.
const MovedDate = new Proxy(RealDate, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})
RealDate.prototype.constructor = MovedDate
globalThis.Date = MovedDate

// Node makes the header from a date of its own.
const { writeHead } = http.ServerResponse.prototype
http.ServerResponse.prototype.writeHead = function (...args) {
  if (this.sendDate && !this.headersSent && !this.hasHeader('date')) this.setHeader('Date', new Date().toUTCString())
  return writeHead.apply(this, args)
}
