import { describe, expect, test } from 'vitest'
import { buildPlayer, showsPlayerOf } from '../../../src/markdown/html/players.ts'

const ID = '7hCPODjJO7s'

describe('the player of an address follows from it', () => {
  test.each<[string, string]>([
    [`https://www.youtube.com/watch?v=${ID}`, `https://www.youtube.com/embed/${ID}?feature=oembed`],
    [`https://youtu.be/${ID}?si=abc`, `https://www.youtube.com/embed/${ID}?feature=oembed`],
    [`https://youtu.be/${ID}?t=1m30s`, `https://www.youtube.com/embed/${ID}?start=90&amp;feature=oembed`],
    [`https://www.youtube.com/shorts/${ID}`, `https://www.youtube.com/embed/${ID}?feature=oembed`],
    ['https://www.youtube.com/playlist?list=PLabc', 'embed/videoseries?list=PLabc&amp;feature=oembed'],
    ['https://vimeo.com/123456789', 'https://player.vimeo.com/video/123456789?app_id=122963'],
    ['https://vimeo.com/123456789/0123abcdef', 'video/123456789?h=0123abcdef&amp;app_id=122963'],
    [
      'https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=1',
      'https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC?utm_source=oembed',
    ],
  ])('%s', (address, src) => {
    expect(buildPlayer(address)?.html).toContain(src)
    expect(showsPlayerOf(address, buildPlayer(address)?.html ?? '')).toBe(true)
  })

  test.each([
    'https://example.com/watch?v=7hCPODjJO7s',
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/watch?v="><script>',
    'https://youtube.com.evil.example/watch?v=7hCPODjJO7s',
    'https://user@youtu.be/7hCPODjJO7s',
    'https://vimeo.com/channels/staffpicks',
    'https://open.spotify.com/user/abc',
    'javascript://youtu.be/7hCPODjJO7s',
    'no address',
  ])('and none follows from %s', (address) => {
    expect(buildPlayer(address)).toBeUndefined()
  })
})

describe('what real Ghosts stored', () => {
  const youtube = `https://www.youtube.com/watch?v=${ID}`
  test.each<[string, string, string]>([
    ['of YouTube, bare', youtube, `<iframe src="https://www.youtube.com/embed/${ID}"></iframe>`],
    [
      'of YouTube',
      youtube,
      `<iframe width="200" height="113" src="https://www.youtube.com/embed/${ID}?feature=oembed" frameborder="0" allow="accelerometer; autoplay" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen title="A film"></iframe>`,
    ],
    [
      'of YouTube, years ago',
      youtube,
      `<iframe width="480" height="270" src="//www.youtube.com/embed/${ID}?feature=oembed" frameborder="0" allowfullscreen></iframe>\n`,
    ],
    [
      'of Vimeo',
      'https://vimeo.com/123456789',
      '<iframe title="A film" src="https://player.vimeo.com/video/123456789?dnt=1&amp;app_id=122963" width="426" height="240" frameborder="0"></iframe>',
    ],
  ])('%s is the same', (_, address, html) => {
    expect(showsPlayerOf(address, html)).toBe(true)
  })

  test.each<[string, string]>([
    ['another film', '<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe>'],
    ['an earlier start', `<iframe src="https://www.youtube.com/embed/${ID}?start=9"></iframe>`],
    ['another host', `<iframe src="https://www.youtube-nocookie.com/embed/${ID}"></iframe>`],
    ['another shape', `<iframe width="480" height="360" src="https://www.youtube.com/embed/${ID}"></iframe>`],
    ['a style', `<iframe style="border:9px" src="https://www.youtube.com/embed/${ID}"></iframe>`],
    ['a document of its own', `<iframe srcdoc="<p>x</p>" src="https://www.youtube.com/embed/${ID}"></iframe>`],
    ['text around it', `<p>Look:</p><iframe src="https://www.youtube.com/embed/${ID}"></iframe>`],
    ['no player', '<blockquote>Gone</blockquote>'],
    ['nothing', ''],
  ])('%s is not', (_, html) => {
    expect(showsPlayerOf(youtube, html)).toBe(false)
  })

  test('long and deep HTML is not looked through', () => {
    expect(showsPlayerOf(youtube, '<div>'.repeat(100_000))).toBe(false)
    expect(buildPlayer(`https://youtu.be/${'1m'.repeat(100_000)}`)).toBeUndefined()
  })
})
