import { freshNumber, mark } from '../fixtures/stack'
import { expect, open, test } from '../fixtures/test'

test('a file of people: a dry run first, then in with proof, and out again', async ({ staffPage: page }) => {
  const [anna, bram] = [freshNumber(), freshNumber()]
  const name = `klanten-${mark()}.csv`
  const file = `Naam;Mobiel nummer;Datum toestemming\nAnna;${anna.national};01-05-2026\nBram;${bram.national};\nCem;12;01-05-2026\n`
  await open(page, '/subscribers/imports/new')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(file) })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)

  const check = page.getByRole('button', { name: 'See what each row would come to' })
  await check.click()
  await expect(page.getByText('Choose what they gave consent for.')).toBeVisible()
  await page.getByText('Offers', { exact: true }).click()
  await page.getByLabel('Where they gave it').fill('Paper form for the loyalty card, at the till')
  await page
    .getByLabel('What they agreed to, word for word')
    .fill('Yes, send me offers on WhatsApp, at most two a month.')
  await page.getByText('I declare that the people').click()
  await check.click()
  await expect(page.getByText('A dry run. Nobody was added or changed.')).toBeVisible()
  await expect(page.getByText('No date of consent')).toBeVisible()

  await page.getByRole('button', { name: 'Bring 2 people in' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 })
  await open(page, `/subscribers?q=${encodeURIComponent(anna.national)}`)
  await expect(page.getByRole('link', { name: 'Anna', exact: true })).toBeVisible()

  await open(page, '/subscribers/imports')
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await expect(page.getByText('Undone', { exact: true })).toBeVisible({ timeout: 30_000 })
  await open(page, `/subscribers?q=${encodeURIComponent(anna.national)}`)
  await expect(page.getByRole('link', { name: 'Anna', exact: true })).toHaveCount(0)
})
