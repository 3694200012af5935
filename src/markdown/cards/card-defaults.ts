/** What a call to action has for a sponsor where nothing is written: as Ghost's editor keeps it. */
export const SPONSOR_LABEL = '<p><span style="white-space: pre-wrap;">SPONSORED</span></p>'

/**
 * Values that Ghost takes when a card does not say, by node type: a card with the value and one without it are the same to every reader.
 * Source: `decorator` defaults of @tryghost/kg-default-nodes, Ghost 5.130 and 6.65; seen in rendered posts. `null` and `''` are defaults
 * everywhere, but for `calloutEmoji`, where empty means none.
 */
export const CARD_DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  image: { cardWidth: 'regular' },
  video: { cardWidth: 'regular', loop: false, duration: 0 },
  audio: { duration: 0 },
  file: { fileSize: 0 },
  callout: { calloutEmoji: '💡', backgroundColor: 'blue' },
  button: { alignment: 'center' },
  product: { productRatingEnabled: false, productStarRating: 5, productButtonEnabled: false },
  header: {
    accentColor: '#FF1A75',
    size: 'small',
    style: 'dark',
    buttonEnabled: false,
    alignment: 'center',
    backgroundColor: '#000000',
    backgroundSize: 'cover',
    textColor: '#FFFFFF',
    buttonColor: '#ffffff',
    buttonTextColor: '#000000',
    layout: 'full',
    swapped: false,
  },
  signup: {
    layout: 'wide',
    alignment: 'left',
    buttonText: 'Subscribe',
    buttonColor: 'accent',
    buttonTextColor: '#FFFFFF',
    backgroundColor: '#F0F0F0',
    backgroundSize: 'cover',
    textColor: '#000000',
    successMessage: 'Email sent! Check your inbox to complete your signup.',
    swapped: false,
  },
  'email-cta': { alignment: 'left', segment: 'status:free', showButton: false, showDividers: true },
  'call-to-action': {
    layout: 'minimal',
    alignment: 'left',
    showButton: true,
    buttonText: 'Learn more',
    buttonColor: '#000000',
    buttonTextColor: '#ffffff',
    showDividers: true,
    hasSponsorLabel: true,
    sponsorLabel: 'SPONSORED',
    backgroundColor: 'grey',
    linkColor: 'text',
  },
}

const EVERYBODY = JSON.stringify({
  web: { nonMember: true, memberSegment: 'status:free,status:-free' },
  email: { memberSegment: 'status:free,status:-free' },
})

/** Whether a `visibility` is what the editor adds to a card that says nothing of it: everybody may see it. */
export function isForEverybody(visibility: unknown): boolean {
  return JSON.stringify(visibility) === EVERYBODY
}
