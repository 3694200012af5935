import { type Command, Option } from 'commander'

/** The formats of a report for a CI system. `json` is what `--json` prints, `markdown` what a comment or note shows. */
export const REPORT_FORMATS = ['github', 'gitlab', 'junit', 'json', 'markdown'] as const

export type ReportFormat = (typeof REPORT_FORMATS)[number]

export interface ReportFlags {
  readonly report?: ReportFormat
  readonly reportFile?: string
}

export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--report <format>', 'report to a CI system (docs/ci.md says what each holds)').choices(
        REPORT_FORMATS,
      ),
    )
    .option('--report-file <file>', 'write the report to this file; github: its Markdown, besides')
}
