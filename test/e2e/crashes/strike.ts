import type { Fault, FaultProxy, ProxiedRequest } from '../fault-proxy.ts'
import type { StartedRun } from '../open-workspace.ts'
import { drawRandom } from './draw-random.ts'

/** What happens to one push. Requests are counted by their kind (`nameRequest`), over both sites, in the order of arrival. */
export type Strike =
  /** Killed: before the n-th request of that kind has reached its server; or when that has done it, before the answer. */
  | { readonly kind: 'before' | 'after'; readonly of: string; readonly nth: number }
  /** Killed with that request on its way; it arrives so much later, when the next push is under way. */
  | { readonly kind: 'late'; readonly of: string; readonly nth: number; readonly milliseconds: number }
  /** Killed when half of the n-th upload has left. */
  | { readonly kind: 'half'; readonly nth: number }
  /** Killed after so long. */
  | { readonly kind: 'time'; readonly milliseconds: number }
  /** Not killed: every twelfth request or so is lost, answered too late, refused, or cut off. */
  | { readonly kind: 'weather'; readonly seed: number }

/** What a strike did in the end. */
export interface Struck {
  /** Faults that really came about. */
  faults: number
  /** `create, after` for each. */
  readonly met: string[]
}

/** Sets the rules of both proxies for a run that has just begun. */
export function strike(strike: Strike, run: StartedRun, proxies: readonly FaultProxy[]): Struck {
  const struck: Struck = { faults: 0, met: [] }
  const note = (request: ProxiedRequest, what: string) => {
    struck.faults += 1
    struck.met.push(`${nameRequest(request)}, ${what}`)
  }
  const kill = () => run.kill('SIGKILL')
  const counts = new Map<string, number>()
  const random = strike.kind === 'weather' ? drawRandom(strike.seed) : () => 1
  const decide = (request: ProxiedRequest): Fault | undefined => {
    const name = nameRequest(request)
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    switch (strike.kind) {
      case 'before':
        if (name !== strike.of || nth !== strike.nth) return undefined
        note(request, 'before')
        kill()
        return { kind: 'lose-request' }
      case 'after':
        if (name !== strike.of || nth !== strike.nth) return undefined
        note(request, 'after')
        return { kind: 'after', act: kill }
      case 'late':
        if (name !== strike.of || nth !== strike.nth) return undefined
        note(request, 'late')
        kill()
        return { kind: 'hold', until: new Promise((resolve) => setTimeout(resolve, strike.milliseconds)) }
      case 'half':
        if (name !== 'upload' || nth !== strike.nth) return undefined
        note(request, 'half')
        return { kind: 'half-request', act: kill }
      case 'time':
        return undefined
      case 'weather': {
        if (random() > 1 / 12) return undefined
        const fault = WEATHER[Math.floor(random() * WEATHER.length)]
        note(request, fault?.kind === 'answer' ? String(fault.status) : (fault?.kind ?? ''))
        return fault
      }
    }
  }
  for (const proxy of proxies) proxy.setRule(decide)
  if (strike.kind === 'time') {
    const timer = setTimeout(() => {
      struck.faults += 1
      struck.met.push('at a random time')
      kill()
    }, strike.milliseconds)
    void run.done.then(() => clearTimeout(timer))
  }
  return struck
}

const WEATHER: readonly Fault[] = [
  { kind: 'lose-answer' },
  { kind: 'lose-request' },
  { kind: 'cut' },
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 502 },
  { kind: 'answer', status: 503, headers: { 'retry-after': '0' } },
  { kind: 'answer', status: 429, headers: { 'retry-after': '0' } },
]

/** What kind of request it is, in one word. */
export function nameRequest({ method, path }: Pick<ProxiedRequest, 'method' | 'path'>): string {
  if (method === 'HEAD') return 'probe'
  if (path.endsWith('/upload/')) return 'upload'
  const resource = /\/ghost\/api\/admin\/(\w+)\/(\w+)?/.exec(path)
  if (resource === null) return 'other'
  if (resource[1] === 'tags' && method !== 'GET') return 'ledger'
  if (resource[1] !== 'posts' && resource[1] !== 'pages') return resource[1] === 'site' ? 'site' : 'settings'
  if (method === 'GET') return resource[2] === undefined ? 'list' : 'read'
  return { POST: 'create', PUT: 'update', DELETE: 'delete' }[method] ?? 'other'
}
