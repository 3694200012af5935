/** The report as a Markdown table, as docs/benchmarks.md holds it. */
export function renderTable({ machine, ghost, results }) {
  const { node, cpu, memoryGiB, loadAverage } = machine
  const rows = results.map(({ what, baseline, ours, theirs, rounds }) => [
    what,
    baseline,
    `${(ours.seconds / theirs.seconds).toFixed(2)}`,
    `${ours.seconds.toFixed(2)} s`,
    `${theirs.seconds.toFixed(2)} s`,
    show(ours.cpuSeconds?.toFixed(2), 's'),
    show(theirs.cpuSeconds?.toFixed(2), 's'),
    show(ours.peakMiB, 'MiB'),
    show(theirs.peakMiB, 'MiB'),
    String(rounds),
  ])
  const head = [
    'what',
    'baseline',
    'ratio',
    'ghost-sync',
    'baseline',
    'processor',
    "baseline's",
    'peak memory',
    "baseline's",
    'median of',
  ]
  return [
    `Node ${node}, ${cpu}, ${memoryGiB} GiB, load average ${loadAverage} at the start${ghost === undefined ? '' : `, Ghost ${ghost} with SQLite on the same machine`}`,
    '',
    ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n')
}

/** What is measured inside of a process that goes on has no share of its own. */
function show(value, unit) {
  return value === undefined ? '' : `${value} ${unit}`
}
