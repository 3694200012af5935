import { moveDate } from '../calendar/move-date.ts'
import { startFaultProxy } from '../e2e/fault-proxy.ts'
import type { BadInput } from './bad-input.ts'
import { serveAnswer, serveNothing } from './serve-answer.ts'

const tenMinutesLate = () => moveDate(-600)

/** Sites that are not there, not Ghost, or not ours; and clocks. */
export const SITE_CASES: readonly BadInput[] = [
  {
    name: 'site-down',
    exitCode: 5,
    sites: 2,
    serve: serveNothing,
  },
  {
    name: 'admin-key-of-another-site',
    exitCode: 5,
    env: ([site]) => ({ MAIN_ADMIN: `${'0'.repeat(24)}:${site?.adminKey.split(':')[1]}` }),
  },
  {
    name: 'admin-key-with-a-wrong-secret',
    exitCode: 5,
    env: ([site]) => ({ MAIN_ADMIN: `${site?.adminKey.split(':')[0]}:${'0'.repeat(64)}` }),
  },
  {
    name: 'content-key-of-another-site',
    exitCode: 5,
    args: ['sites'],
    env: () => ({ MAIN_CONTENT: '0'.repeat(26) }),
  },
  {
    name: 'no-ghost-there',
    exitCode: 5,
    serve: () => serveAnswer(200, { 'content-type': 'text/html' }, '<!doctype html><title>My shop</title>'),
  },
  {
    name: 'a-wall-before-ghost',
    exitCode: 5,
    serve: () => serveAnswer(403, { 'content-type': 'text/html' }, '<title>Checking your browser</title>'),
  },
  {
    name: 'redirect-to-another-host',
    exitCode: 5,
    serve: () => serveAnswer(301, { location: 'https://www.blog.example.com/ghost/api/admin/site/' }, ''),
  },
  {
    name: 'ghost-that-is-too-old',
    exitCode: 5,
    serve: () =>
      serveAnswer(
        200,
        { 'content-type': 'application/json' },
        '{"site":{"title":"Old","url":"http://old.example.com/","version":"2.38"}}',
      ),
  },
  { name: 'clock-ten-minutes-late', exitCode: 0, args: ['doctor'], env: tenMinutesLate },
  { name: 'clock-ten-minutes-late-plan', exitCode: 0, env: tenMinutesLate },
  // A token may be dated only so far ahead of this machine's clock: dated in the year that a server names, it would be good until then.
  { name: 'clock-two-hours-late', exitCode: 5, args: ['doctor'], env: () => moveDate(-7200) },
  { name: 'clock-two-hours-late-plan', exitCode: 5, env: () => moveDate(-7200) },
  { name: 'clock-two-hours-early-plan', exitCode: 0, env: () => moveDate(7200) },
  {
    // A server that does not say what time it is: the wrong clock cannot be allowed for.
    name: 'clock-late-and-no-date-header',
    exitCode: 5,
    env: tenMinutesLate,
    serve: async (site) => {
      const proxy = await startFaultProxy(site.url)
      proxy.hideDate()
      return proxy
    },
  },
]
