/**
 * Whether a page with these headers may be shown in a frame of a page of another origin. In doubt it may not: an empty frame tells nobody why.
 * `frame-ancestors` makes browsers ignore X-Frame-Options.
 */
export function allowsFraming(headers: Headers, origin: string): boolean {
  const policies = (headers.get('content-security-policy') ?? '').split(',')
  const ancestors = policies.flatMap((policy) => {
    const directive = policy.split(';').find((part) => /^\s*frame-ancestors(\s|$)/i.test(part))
    return directive === undefined ? [] : [directive.trim().split(/\s+/).slice(1)]
  })
  if (ancestors.length > 0) return ancestors.every((sources) => sources.some((source) => matches(source, origin)))
  return headers.get('x-frame-options') === null
}

function matches(source: string, origin: string): boolean {
  const lower = source.toLowerCase().replace(/\/$/, '')
  return lower === '*' || lower === origin || lower === new URL(origin).protocol
}
