// Loaded before the command line by `NODE_OPTIONS=--import=...`: a machine whose clock is wrong by SHIFT_CLOCK_SECONDS, as far as JavaScript can see.
const shift = Number(process.env.SHIFT_CLOCK_SECONDS) * 1000
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shift)
    else super(...args)
  }

  static now() {
    return RealDate.now() + shift
  }
}
