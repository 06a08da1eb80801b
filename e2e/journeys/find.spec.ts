import { demoBrand } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

test('a page is found by part of its name, by keyboard or by finger', async ({
  staffPage: page,
  isMobile,
}) => {
  await open(page, '')
  if (isMobile) await page.getByRole('button', { name: /^Find or go to/ }).click()
  else await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Find or go to' })
  await expect(dialog.getByRole('option', { name: 'New campaign' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('searchbox').fill('winterb')
  await expect(dialog.getByRole('option', { name: 'Winterbeurt', exact: true })).toBeVisible()
  if (isMobile) await dialog.getByRole('option', { name: 'Winterbeurt', exact: true }).click()
  else await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/${demoBrand}/landing-pages/`))
  await expect(dialog).toHaveCount(0)
})
