import type { Page } from '@playwright/test'
import { planCampaign } from '../fixtures/campaign'
import { makeOtherBrand, type OtherBrand } from '../fixtures/other-brand'
import { sendFromPhone } from '../fixtures/phone'
import { sendForm } from '../fixtures/sign-up'
import { publishSignUpPage } from '../fixtures/sign-up-page'
import { type Keys, makeAccount } from '../fixtures/simulated-account'
import { control, freshNumber, mark, withDatabase } from '../fixtures/stack'
import { expect, expectAccessible, signIn, test } from '../fixtures/test'

const template = 'verse_broodjes'

/** A template that WhatsApp approved already. */
const putTemplate = ({ wabaId }: Keys) =>
  control('PUT', `/accounts/${wabaId}/templates`, [
    {
      ...{ name: template, language: 'nl', category: 'MARKETING', quality_score: 'GREEN' },
      components: [
        { type: 'BODY', text: 'De eerste broodjes liggen klaar.' },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop' }] },
      ],
    },
  ])

/** By Meta's wire, with the keys pasted. */
async function connectMeta(page: Page, { slug }: OtherBrand, keys: Keys): Promise<void> {
  await page.goto(`/${slug}/settings/number`)
  await page.getByRole('button', { name: /^Connect (a|another) number$/ }).click()
  await page.getByRole('radio', { name: /built-in simulator/ }).check({ force: true })
  await page.getByLabel('WhatsApp Business account ID').fill(keys.wabaId)
  await page.getByLabel('Phone number ID').fill(keys.phoneNumberId)
  await page.getByLabel('Access token').fill(keys.accessToken)
  await page.getByLabel('App secret').fill(keys.appSecret)
  await page.getByRole('button', { name: 'Test, connect and save' }).click()
  await page.waitForURL(/\/settings\/number$/, { timeout: 30_000 })
  await expect(page.getByRole('definition').filter({ hasText: /^Meta Cloud API/ })).toBeVisible()
}

/** Sends to everybody of the page and sees it delivered, without reloading. */
async function sendOne(
  page: Page,
  { slug }: OtherBrand,
  plan: { page: string; campaign: string },
): Promise<void> {
  await planCampaign(page, { ...plan, brand: slug, template })
  await page.getByRole('button', { name: 'Send now to 1 person' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send now to 1 person' }).click()
  const progress = page.getByRole('status').filter({ hasText: 'delivered' })
  await expect(progress).toContainText('1 of 1 delivered', { timeout: 30_000 })
}

test('a brand goes from Meta to CM.com and back by settings alone: its people, its templates and its campaigns go along', async ({
  visitorPage: page,
  browser,
}) => {
  test.setTimeout(240_000)
  const [brand, keys] = await Promise.all([makeOtherBrand(), makeAccount()])
  const pageName = `Bread ${mark()}`
  await signIn(page, brand.email, brand.password)
  await test.step('on Meta’s wire', async () => {
    await connectMeta(page, brand, keys)
    await putTemplate(keys)
    const slug = await publishSignUpPage(page, brand.slug, pageName)
    const person = freshNumber()
    const passerBy = await browser.newPage({ baseURL: new URL(page.url()).origin, locale: 'en-GB' })
    await passerBy.goto(`/p/${slug}`)
    await passerBy.getByLabel('Your mobile number').fill(person.national)
    await passerBy.getByRole('checkbox').first().check()
    await sendForm(passerBy, 'Keep me posted')
    await sendFromPhone(passerBy, passerBy.getByRole('link', { name: 'Open WhatsApp' }), person.e164)
    await expect(passerBy.getByText(/You are signed up/)).toBeVisible()
    await passerBy.close()
    await page.goto(`/${brand.slug}/templates`)
    await page.getByRole('button', { name: 'Sync now' }).first().click()
    await expect(page.getByText(template)).toBeVisible()
    await sendOne(page, brand, { page: pageName, campaign: 'By Meta' })
  })

  await test.step('over CM.com, with the token pasted and the simulator chosen', async () => {
    const productToken = crypto.randomUUID()
    const cm = { name: 'Bakkerij Zuid', whatsappNumber: keys.display, namespace: 'broodjes' }
    await control('PUT', `/cm/accounts/${productToken}`, cm)
    await page.goto(`/${brand.slug}/settings/number`)
    await page.getByRole('button', { name: 'Connect another number' }).click()
    await page.getByRole('radio', { name: /^CM\.com/ }).check({ force: true })
    await page.getByRole('checkbox', { name: 'The built-in simulator plays CM.com' }).check({ force: true })
    await expectAccessible(page)
    await page.getByLabel('WhatsApp number', { exact: true }).fill(`+${keys.display}`)
    await page.getByLabel('Name in WhatsApp').fill('Bakkerij Zuid')
    await page.getByLabel('Product token').fill(productToken)
    await page.getByLabel('Template namespace').fill(cm.namespace)
    await page.getByRole('button', { name: 'Test, connect and save' }).click()
    await page.waitForURL(/\/settings\/number$/, { timeout: 30_000 })
    await expect(page.getByRole('definition').filter({ hasText: /^CM\.com/ })).toBeVisible()
    await page.goto(`/${brand.slug}/templates`)
    await page.getByRole('button', { name: 'Take it along' }).click()
    await expect(page.getByText('1 template taken along')).toBeVisible()
    await expectAccessible(page)
    await sendOne(page, brand, { page: pageName, campaign: 'By CM.com' })
  })

  await test.step('and back, where its own templates are still there', async () => {
    await connectMeta(page, brand, keys)
    await sendOne(page, brand, { page: pageName, campaign: 'By Meta again' })
  })

  const sent = await withDatabase(
    (sql) => sql<{ name: string; provider: string; wamid: boolean }[]>`
      select c.name, a.provider, m.provider_message_id like 'wamid.%' as wamid
      from messages m join campaigns c on c.id = m.campaign_id and c.brand_id = m.brand_id
      join whatsapp_accounts a on a.id = m.account_id and a.brand_id = m.brand_id
      where m.brand_id = ${brand.id} and m.delivered_at is not null order by m.accepted_at`,
  )
  expect(sent).toMatchObject([
    { name: 'By Meta', provider: 'cloud-api', wamid: true },
    { name: 'By CM.com', provider: 'cm', wamid: false },
    { name: 'By Meta again', provider: 'cloud-api', wamid: true },
  ])
})
