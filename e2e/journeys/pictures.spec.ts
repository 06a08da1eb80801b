import sharp from 'sharp'
import { mark } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

test('a picture is described once, takes its words to a page, and is put away without leaving it', async ({
  staffPage: staff,
}) => {
  const name = `bike-${mark()}.png`
  const words = `A yellow bike ${mark()}`
  const background = { r: 200, g: Math.floor(Math.random() * 255), b: Math.floor(Math.random() * 255) }
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .png()
    .toBuffer()

  await test.step('add it to the library and say what it shows', async () => {
    await open(staff, '/landing-pages')
    await staff.getByRole('link', { name: 'Pictures' }).click()
    await staff
      .getByLabel('Add a picture')
      .first()
      .setInputFiles({ name, mimeType: 'image/png', buffer: bytes })
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(staff.getByText('No page shows it.')).toBeVisible()
    await staff.getByLabel('English').fill(words)
    await staff.getByLabel('Nederlands').fill('Een gele fiets')
    await staff.getByRole('button', { name: 'Save the words' }).click()
    await expect(staff.getByText('The words were saved.')).toBeVisible()
    await expectAccessible(staff)
  })
  const library = staff.url()

  await test.step('put it on a page, which starts with those words', async () => {
    await open(staff, '/landing-pages/new')
    await staff.getByText('Shop counter').click()
    await staff.getByLabel('Name', { exact: true }).fill(`Pictures ${mark()}`)
    await staff.getByRole('button', { name: 'Make this page' }).click()
    await staff.getByRole('button', { name: 'Add a block' }).click()
    await staff.getByRole('button', { name: 'Add: Picture' }).click()
    await staff.getByRole('button', { name: 'Choose from your pictures' }).click()
    await staff.getByRole('button', { name, exact: true }).click()
    await expect(staff.getByRole('textbox', { name: 'What it shows, for who cannot see it' })).toHaveValue(
      words,
    )
    await expect(staff.getByText(/^Saved \d\d:\d\d/)).toBeVisible()
  })

  await test.step('put it away: the page keeps it, and nobody chooses it any more', async () => {
    await staff.goto(library)
    await expect(staff.getByRole('link', { name: /^Pictures / })).toBeVisible()
    await staff.getByRole('button', { name: 'Put it away' }).click()
    await expect(staff.getByRole('button', { name: 'Offer it again' })).toBeVisible()
    await open(staff, '/landing-pages/pictures')
    await expect(staff.getByRole('link', { name: words })).toHaveCount(0)
    await staff.getByRole('link', { name: 'Put away' }).click()
    await expect(staff.getByRole('link', { name: words })).toBeVisible()
    await expectAccessible(staff)
  })
})
