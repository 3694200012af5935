import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page, type Response } from 'playwright-core'
import type { TestSite } from './boot-sites.ts'

/** Ghost Admin in a real browser, logged in as the site's owner. */
export interface GhostAdmin {
  readonly page: Page
  /** Opens a post's editor and waits until it can be typed into. */
  readonly openEditor: (post: { readonly type: 'post' | 'page'; readonly id: string }) => Promise<void>
  /** Puts the cursor behind the last character of the last paragraph that has this text, and types. */
  readonly typeAfter: (text: string, typed: string) => Promise<void>
  readonly fillTitle: (title: string) => Promise<void>
  /** Opens the post's settings beside the editor. */
  readonly openSettings: () => Promise<void>
  readonly fillSetting: (name: 'slug' | 'custom-excerpt', text: string) => Promise<void>
  readonly addTag: (name: string) => Promise<void>
  /** Clicks on what is switched on and off in the settings. Ghost Admin stores this, like the two below, by itself. */
  readonly toggle: (name: 'featured' | 'show-title-and-feature-image') => Promise<void>
  /** By the name that Ghost's list gives it, `Members only`. */
  readonly chooseAccess: (label: string) => Promise<void>
  /** Opens the part of the settings for search engines, fills its title in, and goes back. */
  readonly fillMetaTitle: (text: string) => Promise<void>
  /** Takes the feature image away, puts this file in its place, and writes a caption below it. */
  readonly changeFeatureImage: (file: string, caption: string) => Promise<void>
  /** Schedules the draft that is open for noon of that day, `YYYY-MM-DD`, and waits until Ghost has stored it. */
  readonly schedule: (day: string) => Promise<void>
  /** Unpublishes (or unschedules) the post that is open, and waits until Ghost has done it. */
  readonly unpublish: () => Promise<void>
  /** Deletes the post whose settings are open, and waits until Ghost has done it. */
  readonly remove: () => Promise<void>
  /** Presses Update and waits until Ghost has stored it. */
  readonly save: () => Promise<void>
  /** Goes back to the list. @returns whether Ghost Admin warned of changes that are not saved */
  readonly leave: () => Promise<boolean>
  readonly close: () => Promise<void>
}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** A Chromium of this machine: the one that `GHOST_SYNC_TEST_CHROMIUM` names, or one where Linux distributions put it. */
export function findChromium(): string | undefined {
  const named = process.env.GHOST_SYNC_TEST_CHROMIUM
  return [...(named === undefined ? [] : [named]), ...PLACES].find((place) => existsSync(place))
}

export async function openGhostAdmin(site: TestSite, executablePath: string): Promise<GhostAdmin> {
  const browser: Browser = await chromium.launch({
    executablePath,
    // The first for root, as in a container; the others keep it from calling home.
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  })
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } })
  const session = await context.request.post(`${site.url}/ghost/api/admin/session/`, {
    data: { username: site.owner.email, password: site.owner.password },
    headers: { origin: site.url },
  })
  if (session.status() !== 201) throw new Error(`Ghost answered ${session.status()} to the owner's log-in`)
  const page = await context.newPage()
  // A step of a person takes a second, and on a machine that boots Ghosts and compiles beside it has been seen to take half a minute.
  page.setDefaultTimeout(90_000)
  // The editor loads the document into a second, hidden instance, to tell its own changes from the person's.
  const document = page.locator('[data-secondary-instance="false"] [data-lexical-editor="true"]').first()
  const titleInput = page.locator('[data-test-editor-title-input]').first()
  const update = page.locator('[data-test-button="publish-save"]').first()
  const field = (name: string) => page.locator(`[name="post-setting-${name}"]`).first()
  /** What Ghost answers to what a click makes Admin send. Both are waited for together: whichever fails is the failure of the test. */
  const waitFor = async (method: string, click: () => Promise<void>): Promise<void> => {
    const isStored = (answer: Response) =>
      answer.request().method() === method && /\/ghost\/api\/admin\/(posts|pages)\//.test(answer.url())
    const [answer] = await Promise.all([page.waitForResponse(isStored), click()])
    if (!answer.ok()) throw new Error(`Ghost answered ${answer.status()} to its own editor`)
  }
  return {
    page,
    openEditor: async ({ type, id }) => {
      await page.goto(`${site.url}/ghost/#/editor/${type}/${id}`)
      // The same page with another hash does not load anew, and would show what was typed before.
      await page.reload()
      await document.waitFor()
      await page
        .locator('[data-secondary-instance="true"] [data-lexical-editor="true"]')
        .first()
        .waitFor({ state: 'attached' })
      await update.waitFor()
    },
    typeAfter: async (text, typed) => {
      const paragraph = document.locator(':scope > p', { hasText: text }).last()
      await paragraph.scrollIntoViewIfNeeded()
      await paragraph.click()
      await page.keyboard.press('End')
      await page.keyboard.type(typed)
      await paragraph.filter({ hasText: typed.trim() }).waitFor()
    },
    fillTitle: async (title) => {
      await titleInput.fill(title)
      await titleInput.blur()
    },
    openSettings: async () => {
      await page.locator('[data-test-psm-trigger]').first().click()
      await field('slug').waitFor()
    },
    fillSetting: async (name, text) => {
      await field(name).fill(text)
      await field(name).blur()
    },
    addTag: async (name) => {
      await page.locator('#tag-input input').first().fill(name)
      // The list looks the tag up first, and then offers to make it.
      await page.locator('.ember-power-select-option', { hasText: name }).first().click()
      await page.locator('.ember-power-select-multiple-option', { hasText: name }).first().waitFor()
    },
    toggle: async (name) => {
      await page.locator(`label.switch[for="${name}"]`).first().click()
    },
    chooseAccess: async (label) => {
      await page
        .locator('select')
        .filter({ has: page.locator('option', { hasText: label }) })
        .first()
        .selectOption({ label })
    },
    fillMetaTitle: async (text) => {
      await page.locator('[data-test-button="meta-data"]').first().click()
      const input = page.locator('[data-test-field="meta-title"]').first()
      await input.fill(text)
      await input.blur()
      await page.locator('[data-test-button="close-psm-subview"]').first().click()
    },
    changeFeatureImage: async (file, caption) => {
      const image = page.locator('.gh-editor-feature-image-container, .gh-editor-feature-image').first()
      await image.hover()
      await page
        .locator('.gh-editor-feature-image .image-delete, .gh-editor-feature-image-container .image-delete')
        .first()
        .click()
      const chooser = page.waitForEvent('filechooser')
      await page.locator('button.gh-editor-feature-image-add-button').first().click()
      await (await chooser).setFiles(file)
      const field = page.locator('.gh-editor-feature-image-caption [contenteditable="true"]').first()
      await field.click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(caption)
      await titleInput.click()
    },
    schedule: async (day) => {
      await page.locator('[data-test-button="publish-flow"]').first().click()
      await page.locator('[data-test-setting="publish-at"] [data-test-setting-title]').click()
      await page.locator('[data-test-radio="schedule"] + label').click()
      const input = (name: string) =>
        page.locator(`[data-test-setting="publish-at"] [data-test-date-time-picker-${name}-input]`)
      await input('date').fill(day)
      await input('date').blur()
      await input('time').fill('12:00')
      await input('time').blur()
      await page.locator('[data-test-button="continue"]').click()
      // By the keyboard: the button is animated, and Playwright clicks on nothing that moves.
      await waitFor('PUT', () => page.locator('[data-test-button="confirm-publish"]').press('Enter'))
    },
    unpublish: async () => {
      await page.locator('[data-test-button="update-flow"]').first().click()
      await waitFor('PUT', () => page.locator('[data-test-button="revert-to-draft"]').first().click())
    },
    remove: async () => {
      await page.locator('[data-test-button="delete-post"]').first().click()
      await waitFor('DELETE', () => page.locator('[data-test-button="delete-post-confirm"]').first().click())
    },
    save: async () => {
      await waitFor('PUT', () => update.click())
    },
    leave: async () => {
      await page.locator('[data-test-breadcrumb]').first().click()
      const warning = page.getByText('Are you sure you want to leave this page?')
      await warning.or(page.locator('[data-test-screen-title]').first()).first().waitFor()
      return warning.isVisible()
    },
    close: () => browser.close(),
  }
}
