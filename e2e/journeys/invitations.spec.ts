import { makeOtherBrand } from '../fixtures/other-brand'
import { publishSignUpPage } from '../fixtures/sign-up-page'
import { digits } from '../fixtures/simulated-account'
import { control, mark } from '../fixtures/stack'
import { expect, expectAccessible, signIn, test } from '../fixtures/test'

type Sms = { sms: { text: string }[] }

/** The links of the last SMS that this phone got: to the page, and to end invitations. */
async function linksTo(phone: string): Promise<{ page: string; refusal: string }> {
  const { sms } = (await control('GET', `/sms?to=${phone.slice(1)}`)) as Sms
  const [page = '', refusal = ''] = sms.at(-1)?.text.match(/https?:\/\/\S+/g) ?? []
  return { page, refusal }
}

test('people who get texts already are invited to WhatsApp; who wants no invitations gets no second one', async ({
  visitorPage: page,
  browser,
}) => {
  test.setTimeout(180_000)
  const brand = await makeOtherBrand()
  const [sanne, jan] = [`+316555${digits(5)}`, `+316555${digits(5)}`]
  await signIn(page, brand.email, brand.password)
  await page.goto(`/${brand.slug}/invitations/new`)
  await expect(page.getByText('Set up SMS or e-mail first')).toBeVisible()
  await page.goto(`/${brand.slug}/settings/channels`)
  await page.getByRole('button', { name: 'Use the simulator' }).first().click()
  await expect(page.getByText('Kept sealed, never shown')).toBeVisible()
  await page.goto(`/${brand.slug}/settings/number`)
  await page.getByRole('button', { name: 'Use a new simulator number' }).click()
  await expect(page.getByRole('definition').filter({ hasText: /^Meta Cloud API/ })).toBeVisible()
  await publishSignUpPage(page, brand.slug, `Bread ${mark()}`)

  const invite = async (name: string, list: string) => {
    await page.goto(`/${brand.slug}/invitations/new`)
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page
      .getByLabel('Message', { exact: true })
      .fill('Voortaan weet je via WhatsApp wat er uit de oven komt.')
    await page.getByLabel('Where the list comes from').fill('Sms-lijst van de winkel, aangemeld sinds 2023')
    await page.getByLabel('The list', { exact: true }).fill(`${list}\n12`)
    await page.getByRole('button', { name: 'Check the list' }).click()
    await expect(page.getByText('1 line is no address: 12')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Invite/ })).toHaveCount(0)
    await expectAccessible(page)
    await page.getByLabel('The list', { exact: true }).fill(list)
    await page.getByRole('button', { name: 'Check the list' }).click()
    await page.getByRole('button', { name: /^Invite \d (person|people)$/ }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 })
  }

  await test.step('an invitation leads to the page and to a way out', async () => {
    await invite('Autumn list', sanne)
    await expectAccessible(page)
    const passerBy = await browser.newPage({ locale: 'en-GB' })
    const links = await linksTo(sanne)
    await passerBy.goto(links.page)
    await expect(passerBy.getByText('Bakkerij Zuid').first()).toBeVisible()
    await passerBy.goto(links.refusal)
    await expectAccessible(passerBy)
    await passerBy.getByRole('button', { name: 'No more invitations' }).click()
    await expect(passerBy.getByText('You get no more invitations').first()).toBeVisible()
    await passerBy.close()
  })

  await test.step('the next one leaves out who refused, and says so', async () => {
    await invite('Winter list', `${sanne}\n${jan}`)
    await expect(page.getByText('Wanted no invitations')).toBeVisible()
    expect((await linksTo(jan)).page).toMatch(/\/q\/[0-9A-Z]+$/)
    const { sms } = (await control('GET', `/sms?to=${sanne.slice(1)}`)) as Sms
    expect(sms).toHaveLength(1)
    await page.goto(`/${brand.slug}/invitations`)
    await expect(page.getByRole('row')).toHaveCount(3)
  })
})
