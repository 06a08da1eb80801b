import { planCampaign } from '../fixtures/campaign'
import { sendFromPhone } from '../fixtures/phone'
import { readCode } from '../fixtures/read-code'
import { sendForm } from '../fixtures/sign-up'
import { demoBrand, freshNumber, mark, stack } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

/** The nine steps of the main job, by one member of staff and one passer-by. */
test('a person who signed up by a poster gets the campaign, stops, and is left out of the next', async ({
  staffPage: staff,
  visitorPage: visitor,
}) => {
  test.setTimeout(180_000)
  const name = `Bike check ${mark()}`
  const number = freshNumber()
  const plan = { brand: demoBrand, template: 'winterbeurt_2026', page: name }

  await test.step('make a landing page, change its texts and publish it', async () => {
    await open(staff, '/landing-pages/new')
    await staff.getByText('Shop counter').click()
    await staff.getByLabel('Name', { exact: true }).fill(name)
    await staff.getByRole('button', { name: 'Make this page' }).click()
    await expect(staff.getByRole('heading', { level: 1, name })).toBeVisible()
    await staff.getByRole('tab', { name: 'Block' }).click()
    await staff.getByRole('textbox', { name: 'Heading', exact: true }).fill(`Your bike checked, ${name}`)
    await expect(staff.getByText(/^Saved \d\d:\d\d/)).toBeVisible()
    await staff.getByRole('button', { name: 'Publish version 1' }).click()
    await staff.getByRole('button', { name: 'Publish now' }).click()
    await expect(staff.getByRole('button', { name: 'Version 1 is live' })).toBeVisible()
  })

  const shortLink =
    await test.step('get a code that any reader reads back to a short link of this server', async () => {
      await staff.getByRole('tab', { name: 'Share' }).click()
      await staff.getByLabel('Where it will hang').fill(`Poster ${name}`)
      await staff.getByRole('button', { name: 'Make a code' }).click()
      const svg = staff.getByRole('link', { name: `SVG, Poster ${name}` })
      await expect(svg).toBeVisible()
      const drawing = await staff.request.get((await svg.getAttribute('href')) as string)
      expect(await drawing.text()).toContain('<svg')
      const png = staff.getByRole('link', { name: `PNG, Poster ${name}` })
      const picture = await staff.request.get((await png.getAttribute('href')) as string)
      const link = await readCode(await picture.body())
      expect(link).toMatch(new RegExp(`^${stack.baseUrl}/q/[0-9A-HJKMNP-TV-Z]+$`))
      return link as string
    })

  await test.step('sign up as a passer-by', async () => {
    await visitor.goto(shortLink)
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText(name)
    await expect(visitor.getByText('Fietserij Noord').first()).toBeVisible()
    const tick = visitor.getByRole('checkbox')
    await expect(tick).not.toBeChecked()
    await expect(tick).toHaveAccessibleName(/Fietserij Noord.*WhatsApp/)
    await expectAccessible(visitor)
    await visitor.getByLabel('Your mobile number').fill(number.national)
    await tick.check()
    await sendForm(visitor, 'Keep me posted')
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText('One message')
    await expectAccessible(visitor)
  })

  await test.step('confirm from the simulated phone', async () => {
    const link = visitor.getByRole('link', { name: 'Open WhatsApp' })
    expect(await link.getAttribute('href')).toMatch(/\/wa\.me\/31201234567\?text=/)
    await sendFromPhone(visitor, link, number.e164)
    await expect(visitor.getByText(/You are signed up/)).toBeVisible()
  })

  await test.step('see the person as confirmed, with source, wording and time', async () => {
    await open(staff, `/subscribers?q=${encodeURIComponent(number.national)}`)
    const row = staff.getByRole('row').filter({ hasText: name })
    await expect(row).toContainText('Confirmed')
    await row.getByRole('link').first().click()
    await expect(staff.getByText('Confirmed by WhatsApp message')).toBeVisible()
    await expect(staff.getByText('Ticked the box and signed up')).toBeVisible()
    await expect(staff.getByText(`QR “Poster ${name}”`).first()).toBeVisible()
    await expect(staff.getByText(`Page ${name}, version 1, English`).first()).toBeVisible()
    await expect(staff.getByText(/Yes, Fietserij Noord may send me messages/).first()).toBeVisible()
    await expect(
      staff
        .getByText(/\d\d:\d\d.* CES?T/)
        .filter({ visible: true })
        .first(),
    ).toBeVisible()
  })

  await test.step('see the templates as WhatsApp has them', async () => {
    await open(staff, '/templates')
    await staff.getByRole('button', { name: 'Sync now' }).click()
    await expect(staff.getByText(/^Up to date/)).toBeVisible()
    const row = staff.getByRole('row').filter({ hasText: 'winterbeurt_2026' })
    await expect(row).toContainText('Approved')
    await expect(row).toContainText('Marketing')
    await expect(row).toContainText('Green')
  })

  await test.step('schedule a campaign, knowing who gets it and who does not', async () => {
    await planCampaign(staff, { ...plan, campaign: `First ${name}` })
    await expect(staff.getByText('May receive it').first()).toBeVisible()
    await expect(staff.getByRole('button', { name: 'Send now to 1 person' })).toBeEnabled()
    await expectAccessible(staff)
    await staff.getByRole('button', { name: 'Send now to 1 person' }).click()
    await staff.getByRole('alertdialog').getByRole('button', { name: 'Send now to 1 person' }).click()
  })

  await test.step('watch it being sent and read without reloading', async () => {
    await expect(staff.getByRole('heading', { level: 1, name: `First ${name}` })).toBeVisible()
    const progress = staff.getByRole('status').filter({ hasText: 'delivered' })
    await expect(progress).toContainText('1 of 1 delivered', { timeout: 30_000 })
    await expect(progress).toContainText('Done. 1 of 1 delivered, 1 read, 0 failed', { timeout: 30_000 })
  })

  await test.step('stop by the button of the template', async () => {
    await visitor.getByRole('button', { name: /stop/i }).last().click()
    await expect(
      visitor.getByText(/You (are|have) opted out|You are signed off|Je bent afgemeld/i),
    ).toBeVisible()
    await open(staff, `/subscribers?q=${encodeURIComponent(number.national)}`)
    await expect(staff.getByRole('row').filter({ hasText: name })).toContainText('Opted out')
  })

  await test.step('find the person left out of the next campaign, with the reason', async () => {
    await planCampaign(staff, { ...plan, campaign: `Second ${name}` })
    await expect(staff.getByText('Nobody may receive this now', { exact: false }).first()).toBeVisible()
    await expect(staff.getByRole('button', { name: /^Opted out/ })).toContainText('1')
    await expect(staff.getByRole('button', { name: /^Send now/ })).toBeDisabled()
  })
})

test('a typed AFMELDEN withdraws at once', async ({ staffPage: staff, visitorPage: visitor }) => {
  const number = freshNumber()
  await visitor.goto('/p/winterbeurt?lang=nl')
  await visitor.getByLabel('Je mobiele nummer').fill(number.national)
  await visitor.getByRole('checkbox').check()
  await sendForm(visitor, 'Aanmelden')
  await sendFromPhone(visitor, visitor.getByRole('link', { name: 'Open WhatsApp' }), number.e164)
  await expect(visitor.getByText(/Je bent aangemeld/)).toBeVisible()
  await visitor.getByRole('textbox', { name: /Bericht|Message/ }).fill('Afmelden.')
  await visitor.getByRole('button', { name: /Verstuur|Send/ }).click()
  await expect(visitor.getByText(/Je bent afgemeld/)).toBeVisible()
  await open(staff, `/subscribers?q=${encodeURIComponent(number.national)}`)
  await expect(staff.getByRole('row').filter({ hasText: number.lastFour })).toContainText('Opted out')
})
