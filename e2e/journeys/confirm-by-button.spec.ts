import type { Locator, Page } from '@playwright/test'
import { sendForm } from '../fixtures/sign-up'
import { control, freshNumber, mark, stack } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

test('a page asks people to confirm by a message with a button: one says yes, one says that it was somebody else', async ({
  staffPage: staff,
  visitorPage: visitor,
  browser,
  contextOptions,
  isMobile,
}) => {
  test.setTimeout(180_000)
  const name = `Asked ${mark()}`
  const own = freshNumber()
  const other = freshNumber()
  const without = await browser.newContext({ ...contextOptions, javaScriptEnabled: false })
  const form = await without.newPage()
  let address = ''

  await test.step('make a page, and choose that we ask', async () => {
    await open(staff, '/landing-pages/new')
    await staff.getByText('Shop counter').click()
    await staff.getByLabel('Name', { exact: true }).fill(name)
    await staff.getByRole('button', { name: 'Make this page' }).click()
    await expect(staff.getByRole('heading', { level: 1, name })).toBeVisible()
    await staff.locator('[data-entry]').filter({ hasText: 'Opt-in form' }).click()
    await staff.getByText('We send a message with a button').click()
    await expect(staff.getByText('WhatsApp charges one utility message for each sign-up')).toBeVisible()
  })

  await test.step('have WhatsApp approve the question, without which the page cannot go live', async () => {
    const statuses = staff.getByRole('list', { name: 'What WhatsApp says of the message' })
    await expect(statuses.getByRole('listitem')).toHaveCount(2)
    // The other size of this journey may have had it made by now: it is one for the whole brand.
    if (await statuses.getByText('Not made yet').first().isVisible()) {
      await expect(staff.getByRole('button', { name: /Publish version 1 · 1 to solve/ })).toBeVisible()
      await expectAccessible(staff)
      await staff.getByRole('button', { name: 'Make it and have it reviewed' }).click()
    }
    await expect(statuses.getByText('Approved')).toHaveCount(2, { timeout: 30_000 })
    await staff.getByText('One code for everybody').click()
    await staff.getByLabel('Code', { exact: true }).fill('WELKOM5')
    for (const label of ['English', 'Nederlands']) await writeReward(staff, label)
    await expectAccessible(staff)
    await staff.getByRole('button', { name: 'Publish version 1', exact: true }).click()
    await staff.getByRole('button', { name: 'Publish now' }).click()
    await expect(staff.getByRole('button', { name: 'Version 1 is live' })).toBeVisible()
    await staff.getByRole('tab', { name: 'Share' }).click()
    address =
      (await staff
        .getByText(/\/p\/asked-/)
        .first()
        .textContent()) ?? ''
  })

  await test.step('two numbers are typed into the form, by a browser without scripts', async () => {
    for (const { e164, national } of [own, other]) {
      await control('POST', '/phones', { number: e164, name: `Asked ${e164.slice(-4)}` })
      await form.goto(`${stack.baseUrl}${new URL(address, stack.baseUrl).pathname}?lang=en`)
      await form.getByLabel('Your mobile number').fill(national)
      await form.getByRole('checkbox').check()
      await sendForm(form, 'Keep me posted')
      await expect(form.getByRole('heading', { level: 1 })).toHaveText('Look in WhatsApp')
      await expect(form.getByText(`•••• ${national.slice(-4)}`)).toBeVisible()
      await expect(form.getByRole('link', { name: 'Open WhatsApp' })).toHaveAttribute('href', /text=Yes/)
    }
    await visitor.goto(form.url())
    await expectAccessible(visitor)
    expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      visitor.viewportSize()?.width ?? 0,
    )
    await form.getByRole('link', { name: 'I have pressed it' }).click()
    await expect(form.getByRole('status')).toContainText('There is no answer yet')
  })

  await test.step('each phone gets one question; one presses yes and has the reward', async () => {
    const phone = await pressOn(visitor, own.e164, 'Yes, send me messages', isMobile)
    await expect(phone.getByText(/You are signed up/)).toBeVisible()
    await expect(phone.getByText(/WELKOM5/)).toBeVisible()
  })

  await test.step('the other says that it was not them, and hears that it ends there', async () => {
    const phone = await pressOn(visitor, other.e164, 'This was not me', isMobile)
    await expect(phone.getByText(/somebody else typed your number/)).toBeVisible()
    await form.reload()
    await expect(form.getByRole('heading', { level: 1 })).not.toHaveText('Look in WhatsApp')
  })

  await test.step('staff see the proof of the one and the no of the other', async () => {
    await person(staff, own)
    await expect(staff.getByText('Confirmed by the button in our message')).toBeVisible()
    await expect(staff.getByText(`Page ${name}, version 1, English`).first()).toBeVisible()
    await person(staff, other)
    await expect(staff.getByText('“This was not me”: somebody else typed their number')).toBeVisible()
  })
  await without.close()
})

async function writeReward(staff: Page, language: string): Promise<void> {
  await staff.getByRole('button', { name: new RegExp(`^${language} \\S`) }).click()
  await staff.getByLabel(/^Message with the reward, /).fill('Show this at the till.')
}

/** Takes up this phone, where the chat that has news stands open, and presses the button under the only question in it. */
async function pressOn(page: Page, e164: string, label: string, isNarrow: boolean): Promise<Locator> {
  await page.goto(`${stack.simulatorUrl}/?lang=en`)
  // A narrow screen shows one phone at a time.
  if (isNarrow) await page.getByRole('button', { name: `Asked ${e164.slice(-4)}`, exact: true }).click()
  const phone = page.locator(`[data-number="${e164.slice(1)}"]`)
  const button = phone.getByRole('button', { name: label })
  await expect(button).toHaveCount(1)
  await button.click()
  return phone
}

async function person(staff: Page, { national }: { national: string }): Promise<void> {
  await open(staff, `/subscribers?q=${encodeURIComponent(national)}`)
  await staff
    .getByRole('row')
    .filter({ hasText: national.slice(-4) })
    .getByRole('link')
    .first()
    .click()
}
