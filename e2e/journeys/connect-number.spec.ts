import type { Locator, Page } from '@playwright/test'
import { makeOtherBrand, type OtherBrand } from '../fixtures/other-brand'
import { digits, type Keys, makeAccount } from '../fixtures/simulated-account'
import { control, withDatabase } from '../fixtures/stack'
import { expect, expectAccessible, signIn, test } from '../fixtures/test'

/** The step of the test with this name, with what it says. */
const step = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ hasText: new RegExp(`^${name}`) })

async function fill(page: Page, keys: Keys) {
  await page.getByLabel('WhatsApp Business account ID').fill(keys.wabaId)
  await page.getByLabel('Phone number ID').fill(keys.phoneNumberId)
  await page.getByLabel('Access token').fill(keys.accessToken)
  await page.getByLabel('App secret').fill(keys.appSecret)
}

const accountOf = ({ id }: OtherBrand) =>
  withDatabase(
    (sql) => sql<{ phone_number_id: string; sending_paused: string | null }[]>`
      select phone_number_id, sending_paused from whatsapp_accounts where brand_id = ${id} and replaced_at is null`,
  )

test('an owner connects a number: each thing that is wrong is named, and nothing is saved until all is right', async ({
  visitorPage: page,
}) => {
  test.setTimeout(180_000)
  const [brand, keys] = await Promise.all([makeOtherBrand(), makeAccount()])
  await signIn(page, brand.email, brand.password)
  await page.goto(`/${brand.slug}/settings/number`)
  await page.getByRole('button', { name: 'Connect a number' }).click()
  await page.getByRole('radio', { name: /built-in simulator/ }).check({ force: true })
  await expectAccessible(page)

  await test.step('a token that WhatsApp does not know', async () => {
    await fill(page, { ...keys, accessToken: 'wrong' })
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expect(step(page, 'Token')).toContainText('WhatsApp does not know this token')
    await expect(step(page, 'Number')).toContainText('the token has to be right first')
  })

  await test.step('an ID that is no number of this account', async () => {
    await fill(page, { ...keys, phoneNumberId: digits(15) })
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expect(step(page, 'Token')).toContainText('Taken')
    await expect(step(page, 'Number')).toContainText('There is no number with ID')
    await page.getByRole('button', { name: 'Test, connect and save' }).click()
    await expect(page.getByText('Save all the same')).toBeVisible()
    expect(await accountOf(brand)).toHaveLength(0)
  })

  await test.step('a callback that WhatsApp cannot reach', async () => {
    await control('POST', '/faults', { cutOffAccounts: [keys.wabaId] })
    await fill(page, keys)
    await page.getByRole('button', { name: 'Test, connect and save' }).click()
    await expect(step(page, 'Number')).toContainText('Bakkerij Zuid')
    await expect(step(page, 'Subscription')).toContainText('did not take the callback address')
    await expect(step(page, 'Webhook reachable')).toContainText('WhatsApp’s call did not come')
    await expectAccessible(page)
    expect(await accountOf(brand)).toHaveLength(0)
  })

  await test.step('all is right', async () => {
    await control('POST', '/faults', { cutOffAccounts: [] })
    await page.getByRole('button', { name: 'Test, connect and save' }).click()
    await page.waitForURL(/\/settings\/number$/)
    await expect(page.getByRole('main').getByText('Bakkerij Zuid').first()).toBeVisible()
    await expect(page.getByText('2,000 people')).toBeVisible()
    expect(await accountOf(brand)).toEqual([{ phone_number_id: keys.phoneNumberId, sending_paused: null }])
    // No secret comes back to the browser, on this page or on the one where keys are changed.
    await page.getByRole('button', { name: 'Change the keys' }).click()
    await page.waitForURL(/\/connect\?c=/)
    const html = await page.content()
    for (const secret of [keys.accessToken, keys.appSecret]) expect(html).not.toContain(secret)
  })

  await test.step('what WhatsApp decides is told, holds campaigns back, and is lifted by a person', async () => {
    await control('POST', `/accounts/${keys.wabaId}/webhooks`, {
      field: 'account_update',
      value: { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } },
    })
    await expect.poll(async () => (await accountOf(brand))[0]?.sending_paused).toBe('campaigns')
    await page.goto(`/${brand.slug}`)
    await expect(page.getByText('WhatsApp found a breach of its rules.')).toBeVisible()
    await page.getByRole('link', { name: 'See what to do' }).click()
    await expect(page.getByText('Campaigns are paused.')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Let sending go on…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Let sending go on' }).click()
    await expect(page.getByText('Nothing is waiting.')).toBeVisible()
    expect((await accountOf(brand))[0]?.sending_paused).toBeNull()
  })
})

test('an owner sets up SMS and e-mail, hears what is wrong with a mail server, and sends a test', async ({
  visitorPage: page,
}) => {
  const brand = await makeOtherBrand()
  await signIn(page, brand.email, brand.password)
  await page.goto(`/${brand.slug}/settings/channels`)
  await page.getByRole('button', { name: 'Use the simulator' }).first().click()
  await expect(page.getByText('Kept sealed, never shown')).toBeVisible()
  const phone = `+316555${digits(5)}`
  await page.getByLabel('Your mobile number').fill(phone)
  await page.getByRole('button', { name: 'Send the test' }).click()
  await expect(page.getByText(`on its way to ${phone}`)).toBeVisible()
  expect(await control('GET', `/sms?to=${phone.slice(1)}`)).toMatchObject({
    sms: [{ text: expect.stringContaining('Bakkerij Zuid') }],
  })
  // CM.com reports it, and the page says so by itself.
  await expect(page.getByRole('cell', { name: 'Arrived' })).toBeVisible()

  await page.getByRole('link', { name: 'Set up e-mail' }).click()
  await page.getByLabel('Server', { exact: true }).fill('nowhere.invalid')
  await page.getByLabel('Address of the sender').fill('brood@bakkerij.example')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(step(page, 'Server')).toContainText('There is no server called nowhere.invalid')
  await expectAccessible(page)
  await page.goto(`/${brand.slug}/settings/channels`)
  await page.getByRole('button', { name: 'Use the simulator' }).click()
  await page.getByRole('button', { name: 'Send a test to my address' }).click()
  await expect(page.getByText(`on its way to ${brand.email}`)).toBeVisible()

  await page.getByRole('button', { name: 'Disconnect…' }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText('No way to send SMS is set.')).toBeVisible()
})
