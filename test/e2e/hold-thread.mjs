// Loaded before the command line by `NODE_OPTIONS=--import=...`: holds the thread for ever, as a text that takes hours would, where a text with MARK in
// it is searched for HOLD_AT.
import { writeSync } from 'node:fs'

const MARK = 'a text that takes hours'
const { includes } = String.prototype

String.prototype.includes = function (wanted, from) {
  if (wanted === process.env.HOLD_AT && includes.call(this, MARK)) {
    writeSync(2, 'held\n')
    for (;;);
  }
  return includes.call(this, wanted, from)
}
