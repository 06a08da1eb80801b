import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { ownWords } from '@/core/inbound/own-page/words'
import { publicLanguages } from '@/db/states'
import { join, write } from '../fixtures/joined'
import { control } from '../fixtures/stack'
import { expect, expectAccessible, test } from '../fixtures/test'

const link = /https?:\/\/[^\s"\\]+\/preferences\/[A-Za-z0-9_-]+/g

/** The links to their own page that have arrived on this phone, the oldest first. */
async function linksOn(number: string): Promise<string[]> {
  const { messages } = z
    .object({ messages: z.array(z.unknown()) })
    .parse(await control('GET', `/messages?to=${encodeURIComponent(number)}`))
  return [...JSON.stringify(messages).matchAll(link)].map(([found]) => found)
}

/** Signs up on the demo's page and confirms from the phone; gives the link that came with the answer. */
async function signUp(page: Page): Promise<{ number: string; url: string }> {
  const { e164: number } = await join(page, 'Noor')
  await expect.poll(() => linksOn(number)).toHaveLength(1)
  const [url = ''] = await linksOn(number)
  return { number, url }
}

async function chooseLanguage(page: Page, name: string): Promise<void> {
  await page.locator('details.lang summary').click()
  await page.getByRole('button', { name, exact: true }).click()
}

const names = { nl: 'Nederlands', en: 'English', de: 'Deutsch', fr: 'Français' }

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a person sees, chooses, keeps and erases what a shop knows of them, in four languages and without a script', async ({
    visitorPage: page,
  }) => {
    test.setTimeout(180_000)
    const { number, url } = await signUp(page)
    for (const language of publicLanguages) {
      const words = ownWords[language]
      await test.step(`in ${language}`, async () => {
        await page.goto(url)
        await chooseLanguage(page, names[language])
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await expect(page.getByText(`•••• ${number.slice(-4)}`)).toBeVisible()
        await page.getByRole('link', { name: words.data }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.dataTitle)
        const waiting = page.waitForEvent('download')
        await page.getByRole('link', { name: words.keepProof }).click()
        const pdf = await readFile(await (await waiting).path())
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
        expect(pdf.toString('latin1')).toContain(`/Lang (${language})`)
        await page.goto(url)
        await page.getByRole('link', { name: words.erase }).click()
      })
    }
    const words = ownWords.fr

    await test.step('switches a topic off and on, takes a break and ends it', async () => {
      await page.goto(url)
      const topic = page.getByRole('switch', { checked: true }).first()
      const name = (await topic.getAttribute('aria-labelledby')) ?? ''
      await topic.click()
      await expect(page.getByRole('status')).toHaveText(words.done['topic-off'])
      const same = page.locator(`[aria-labelledby="${name}"]`)
      await expect(same).toHaveAttribute('aria-checked', 'false')
      await same.click()
      await expect(same).toHaveAttribute('aria-checked', 'true')
      await page.getByText(words.pause, { exact: true }).click()
      await page.getByRole('button', { name: words.pauseFor(30) }).click()
      await expect(page.getByRole('status')).toHaveText(words.done.pause)
      await page.getByRole('button', { name: words.endPause }).click()
      await expect(page.getByRole('status')).toHaveText(words.done['end-pause'])
    })

    await test.step('stops everything in one press', async () => {
      await page.getByRole('button', { name: words.stopAll }).click()
      await expect(page.getByRole('status')).toHaveText(words.done['stop-all'])
      await expect(page.getByRole('switch', { checked: true })).toHaveCount(0)
    })

    await test.step('gets a new link by a word on WhatsApp', async () => {
      await write(number, 'Préférences')
      await expect.poll(async () => (await linksOn(number)).length).toBeGreaterThan(1)
      await page.goto((await linksOn(number)).at(-1) ?? '')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title)
    })

    await test.step('erases everything after a second yes, and the link is worth nothing any more', async () => {
      await page.getByRole('link', { name: words.erase }).click()
      await page.getByRole('button', { name: words.eraseButton }).click()
      await expect(page.getByText(words.eraseTick)).toBeVisible()
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: words.eraseButton }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.erasedTitle)
      await page.goto(url)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(ownWords.en.goneTitle)
    })
  })
})

// Axe is a script itself; the pages have none, and forbid any.
test('the pages of a person have no serious finding in any language', async ({ visitorPage: page }) => {
  test.setTimeout(150_000)
  const { url } = await signUp(page)
  for (const language of publicLanguages) {
    const words = ownWords[language]
    await page.goto(url)
    await chooseLanguage(page, names[language])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title)
    await expectAccessible(page)
    for (const [link, title] of [
      [words.data, words.dataTitle],
      [words.erase, words.eraseTitle],
    ] as const) {
      await page.goto(url)
      await page.getByRole('link', { name: link }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
      await expectAccessible(page)
    }
  }
})

test('a forged or cut link shows the same page as one that has run out, and tells nobody anything', async ({
  visitorPage: page,
}) => {
  for (const token of ['x', 'A'.repeat(91)]) {
    const response = await page.goto(`/preferences/${token}`)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ownWords.en.goneTitle)
    await expect(page.locator('body')).not.toContainText('Fietserij')
    await expectAccessible(page)
  }
})
