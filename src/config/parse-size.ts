const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Bytes of a size as people write it, `5 MB` or `512KiB`; undefined when it is none. A number is bytes already. */
export function parseSize(written: number | string): number | undefined {
  const parts = typeof written === 'number' ? [] : (/^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(written.trim()) ?? [])
  const unit = typeof written === 'number' ? 1 : UNITS[parts[2]?.toLowerCase() || 'b']
  const bytes = Math.round((typeof written === 'number' ? written : Number(parts[1])) * (unit ?? Number.NaN))
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}
