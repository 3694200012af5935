import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { ConfigNews, RoundReport, SiteRound } from '../../sync/watch/round-report.ts'
import { renderAction } from '../plan/render-action.ts'
import { renderFailure } from '../problems/render-failure.ts'
import { renderProblems } from '../problems/render-problems.ts'
import type { ReportOptions } from '../text/report-options.ts'
import { renderResult } from './render-result.ts'

/** Renders what a round of `watch` did, for people; empty when nothing happened. */
export function renderRound(report: RoundReport, options: ReportOptions): string {
  const paint = picocolors.createColors(options.colour)
  const clock = paint.dim(report.at.toTimeString().slice(0, 8))
  const blocks = [
    ...(report.config === undefined ? [] : renderConfig(report.config, options)),
    ...report.sites.flatMap((site) => renderSite(site, report, options)),
    ...report.mended.map((file) => `${paint.green('mended')}  ${makePrintable(file)}`),
    ...(report.problems.length === 0 ? [] : [renderProblems(report.problems, { colour: options.colour }).trimEnd()]),
  ]
  return blocks.map((block) => `${clock}  ${block}\n`).join('')
}

function renderConfig(news: ConfigNews, { colour }: ReportOptions): string[] {
  if (news.kind === 'reloaded') return ['The config was read again.']
  const failure = news.failure === undefined ? '' : `\n${renderFailure(news.failure, { colour, verbose: false })}`
  const problems = news.problems.length === 0 ? '' : `\n${renderProblems(news.problems, { colour, verbose: true })}`
  return [`The config cannot be used; the one before it stays in force.${failure}${problems}`.trimEnd()]
}

function renderSite(round: SiteRound, report: RoundReport, options: ReportOptions): string[] {
  const paint = picocolors.createColors(options.colour)
  const name = paint.bold(makePrintable(round.site))
  const posts = round.results.flatMap((_, nth) => renderPost(round, nth, report, options))
  const seconds = `${(report.milliseconds / 1000).toFixed(1)} s`
  const below = [
    ...posts,
    ...round.kept.map(
      ({ path, status, asked }) =>
        `      ${makePrintable(path)}: kept as ${status === 'draft' ? 'a draft' : makePrintable(status)}; --publish makes it ${asked === 'draft' ? 'a draft' : makePrintable(asked)}`,
    ),
    ...round.warnings.map((warning) => `  warning: ${makePrintable(warning)}`),
  ]
  return [
    ...(round.back ? [`${name}  ${paint.green('answers again')}`] : []),
    ...(round.pending === undefined ? [] : [`${name}  ${describePending(round, report)}`]),
    ...(below.length === 0 ? [] : [[`${name}  ${paint.dim(seconds)}`, ...below].join('\n')]),
    ...(round.failure === undefined ? [] : [`${name}  ${describeOutage(round, options)}`]),
  ]
}

/** Renders a conflict with both sides, as in a plan, and every other post with its result. */
function renderPost(round: SiteRound, nth: number, { at }: RoundReport, options: ReportOptions): string[] {
  const [action, result] = [round.actions[nth], round.results[nth]]
  if (action !== undefined && ['conflict', 'unowned', 'gone', 'orphan'].includes(action.kind)) {
    return renderAction(action, { ...options, diff: true, now: at })
  }
  return result === undefined ? [] : renderResult(result, options)
}

function describePending({ url, pending = 0 }: SiteRound, { sandbox }: RoundReport): string {
  if (pending === 0) return `${makePrintable(url)} has everything that the files say.`
  const verb = pending === 1 ? 'differs' : 'differ'
  return `${countNoun(pending, 'post')} ${verb} from ${makePrintable(url)}: each is pushed when it is saved${sandbox ? '' : ', all of them by `ghost-sync push`'}.`
}

function describeOutage({ failure, waiting, retryIn }: SiteRound, { colour }: ReportOptions): string {
  if (failure === undefined) return ''
  const queued = waiting === 0 ? '' : ` ${countNoun(waiting, 'file')} ${waiting === 1 ? 'waits' : 'wait'}.`
  const next =
    retryIn === undefined ? ' The next save tries again.' : ` Trying again in ${Math.round(retryIn / 1000)} s.`
  const text = renderFailure(failure, { colour, verbose: false }).trimEnd().split('\n').join('\n          ')
  return `${text}\n         ${queued}${next}`
}
