import { freshNumber, stack } from '../fixtures/stack'
import { expect, expectAccessible, test } from '../fixtures/test'

test('a phone of the simulator can do what people do, with any senses and without signing in', async ({
  visitorPage: page,
}) => {
  const { e164 } = freshNumber()
  const name = `Bram ${e164.slice(-4)}`
  await page.goto(`${stack.simulatorUrl}/?lang=en`)
  await page.getByRole('button', { name: 'Another phone' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Phone number').fill(e164)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add phone' }).click()
  const phone = page.getByRole('region', { name: new RegExp(`^${name}`) })
  await expect(phone).toBeVisible()
  await expectAccessible(page)

  const menu = async (item: string) => {
    await phone.locator('summary').click()
    await phone.getByRole('button', { name: item }).click()
  }
  // No chat is open yet: the advertisement opens one, with the business that was chosen.
  await menu('Write from an ad…')
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  const business = dialog.getByLabel('Business')
  if (await business.isVisible()) await business.selectOption('Fietserij Noord')
  await dialog.getByLabel('Message').fill('Ik zag jullie advertentie')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(phone.getByText('Ik zag jullie advertentie').first()).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Block' })).toBeEnabled()
  await menu('Mute')
  await expect(phone.getByText('Muted')).toBeVisible()

  await menu('Hide the number…')
  await dialog.getByLabel('Name').fill('Niet Goed')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Not a username that WhatsApp takes')
  await dialog.getByLabel('Name').fill(`bram.${e164.slice(-4)}`)
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toBeHidden()

  await menu('Take another number…')
  const next = freshNumber().e164
  await dialog.getByLabel('Phone number').fill(next)
  await dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(page.locator(`[data-number="${next.slice(1)}"]`)).toBeVisible()
})
