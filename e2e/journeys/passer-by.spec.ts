import { sendForm } from '../fixtures/sign-up'
import { freshNumber } from '../fixtures/stack'
import { expect, test } from '../fixtures/test'

// Half of these people stand in a shop with bad reception: nothing that they need may need a script.
test.use({ javaScriptEnabled: false, locale: 'nl-NL', viewport: { width: 390, height: 844 } })

test('somebody without scripts signs up on a phone, and reads what is wrong beside the field', async ({
  visitorPage: page,
}) => {
  const number = freshNumber()
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth)

  await test.step('the page says who, what, how often and how to stop', async () => {
    const response = await page.goto('/p/winterbeurt?utm_source=krant')
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/hooguit 2 per maand/).first()).toBeVisible()
    await expect(page.getByText(/stuur STOP/).first()).toBeVisible()
    await expect(page.getByRole('checkbox')).not.toBeChecked()
    expect(await widest()).toBeLessThanOrEqual(390)
  })

  await test.step('half a number comes back with what was typed', async () => {
    await page.getByLabel('Je mobiele nummer').fill('06 12')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Aanmelden' }).click()
    await expect(page.getByText(/Dit nummer klopt niet voor Nederland/)).toBeVisible()
    await expect(page.getByLabel('Je mobiele nummer')).toHaveValue('06 12')
    await expect(page.getByLabel('Je mobiele nummer')).toBeFocused()
    await expect(page.getByRole('checkbox')).toBeChecked()
  })

  await test.step('a number as WhatsApp writes it is taken', async () => {
    await page.getByLabel('Je mobiele nummer').fill(`00 31 (0)${number.national.slice(1)}`)
    await sendForm(page, 'Aanmelden')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nog één bericht')
    await expect(page.getByText(`•••• ${number.lastFour}`)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Open WhatsApp' })).toHaveAttribute('href', /text=Ja/)
    expect(await widest()).toBeLessThanOrEqual(390)
  })

  await test.step('going back and sending it again gives the same code', async () => {
    const code = await page.locator('.code').textContent()
    await page.getByRole('link', { name: 'Ander nummer' }).click()
    await page.getByLabel('Je mobiele nummer').fill(number.e164)
    await page.getByRole('checkbox').check()
    await sendForm(page, 'Aanmelden')
    await expect(page.locator('.code')).toHaveText(code ?? '')
  })
})

test('files that browsers and robots ask for are answered without a sign-in', async ({ request }) => {
  const icon = await request.get('/favicon.ico')
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon'])
  const robots = await request.get('/robots.txt')
  expect([robots.status(), await robots.text()]).toEqual([200, expect.stringContaining('Allow: /p/')])
  const page = await (await request.get('/p/winterbeurt')).text()
  const picture = /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? ''
  const shared = await request.get(new URL(picture).pathname)
  expect([shared.status(), shared.headers()['content-type']]).toEqual([200, 'image/png'])
  for (const path of ['/apple-touch-icon.png', '/wp-login.php', '/.well-known/security.txt']) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect([path, answer.status()]).toEqual([path, 404])
  }
})
