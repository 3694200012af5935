import { describe, expect, test } from 'vitest'
import { readDate, suggestDates } from '../../../src/scan/fields/read-date.ts'
import { desire, makeSource } from '../make-source.ts'

const ZONE = 'Europe/Berlin'

describe('dates', () => {
  test.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z'],
    ['2026-07-20', '2026-07-19T22:00:00.000Z'],
    ['2026-1-5', '2026-01-04T23:00:00.000Z'],
    ['2026/01/05', '2026-01-04T23:00:00.000Z'],
    ['2026-11-20 09:30', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T09:30:15', '2026-11-20T08:30:15.000Z'],
    ['2026-11-20T09:30:15.987Z', '2026-11-20T09:30:15.000Z'],
    ['2026-11-20T09:30:00+01:00', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20 10:00:00 +0200', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20 10:00:00 -05', '2026-11-20T15:00:00.000Z'],
    ['2026-11-20 10:00 UTC', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T10:00:00.000+05:45', '2026-11-20T04:15:00.000Z'],
    ['Fri, 20 Nov 2026 09:00:00 +0100', '2026-11-20T08:00:00.000Z'],
    ['Fri, 20 Nov 2026 09:00:00 GMT', '2026-11-20T09:00:00.000Z'],
    ['20.11.2026', '2026-11-19T23:00:00.000Z'],
    ['11/20/2026', '2026-11-19T23:00:00.000Z'],
    ['Jul 08 2022', '2022-07-07T22:00:00.000Z'],
    ['Jan 2, 2020', '2020-01-01T23:00:00.000Z'],
    ['2 January 2020 9:05', '2020-01-02T08:05:00.000Z'],
    ['2026年1月2日', '2026-01-01T23:00:00.000Z'],
    ['2026년 1월 2일 9:05', '2026-01-02T08:05:00.000Z'],
    ['2020-01-01 10:00:00 +0900', '2020-01-01T01:00:00.000Z'],
    // The clocks go from 2 to 3 on this day, and from 3 back to 2 on the next.
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(readDate(text, ZONE)).toEqual({ kind: 'date', iso })
  })

  test.each([
    ['2026-02-30', 'does not exist'],
    ['2025-02-29', 'does not exist'],
    ['2026-13-01', 'does not exist'],
    ['2026-11-20 25:00', 'does not exist'],
    ['tomorrow', 'is not a date'],
    ['03/04/2026', 'is not a date'],
    ['2026-07-09 18::48::00', 'is not a date'],
    ['2026-11', 'is not a date'],
    ['1795132800', 'is not a date'],
    ['09:00:00', 'is not a date'],
    ['2026-11-20 10:00:00 +99:00', 'has an offset that is none'],
    ['', 'is not a date'],
  ])('%s is refused', (text, reason) => {
    expect(readDate(text, ZONE)).toEqual({ kind: 'bad', reason })
  })
})

test('a date with two readings gets both, and another the forms', () => {
  expect(suggestDates('08-03-2023')).toBe('Write `2023-03-08` or `2023-08-03`.')
  expect(suggestDates('tomorrow')).toContain('2026-11-20 09:00')
})

test('beside a date in the file name a wrong one is a warning', async () => {
  const wrong = '2019-07-09 18::48::00'
  const { posts, problems } = await desire([
    makeSource('2019-07-03-news.md', `title: A\ndate: ${wrong}`),
    makeSource('news-2.md', `title: B\ndate: ${wrong}`),
  ])
  expect(posts.map(({ fields }) => fields.published_at)).toEqual(['2019-07-02T22:00:00.000Z'])
  expect(problems).toMatchObject([
    { severity: 'warning', code: 'front-matter/bad-date', hint: /the file's name counts, 2019-07-03\.$/ },
    { severity: 'error', code: 'front-matter/bad-date' },
  ])
})
