import { makeOtherBrand } from '../fixtures/other-brand'
import { freshNumber, mark, withDatabase } from '../fixtures/stack'
import { expect, expectAccessible, signIn, test } from '../fixtures/test'
import { runJob } from '../fixtures/time'

test('who never confirmed is counted first, forgotten at night by the rule, and the ledger is whole all the same', async ({
  visitorPage: page,
}) => {
  const brand = await makeOtherBrand()
  await signIn(page, brand.email, brand.password)
  const go = async (path: string) => {
    await page.goto(`/${brand.slug}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  const name = `Cem ${mark()}`

  await test.step('bring two people in, whose ticks nobody confirmed', async () => {
    await go('/settings/topics/new')
    for (const language of ['Dutch', 'English']) {
      const words = page.getByRole('group', { name: language })
      await words.getByLabel('Name').fill('Brood')
      await words.getByLabel('What they get').fill('Brood van de week')
    }
    await page.getByRole('button', { name: 'Add the topic' }).click()
    await expect(page.getByRole('heading', { name: 'Topics / Brood' })).toBeVisible()
    await go('/subscribers/imports/new')
    const rows = [1, 2].map(() => `${name};${freshNumber().national};01-05-2026`)
    const file = { name: 'klanten.csv', mimeType: 'text/csv' }
    await page
      .locator('input[type=file]')
      .setInputFiles({ ...file, buffer: Buffer.from(`Naam;Mobiel;Datum toestemming\n${rows.join('\n')}\n`) })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('klanten.csv')
    await page.getByText('Brood', { exact: true }).click()
    await page.getByLabel('Where they gave it').fill('Paper form at the till')
    await page.getByLabel('What they agreed to, word for word').fill('Yes, send me the bread of the week.')
    await page.getByText('I declare that the people').click()
    await page.getByRole('button', { name: 'See what each row would come to' }).click()
    await page.getByRole('button', { name: 'Bring 2 people in' }).click()
    await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 })
    // A browser cannot wait for months: the product counts from the day on which they came in.
    await withDatabase(
      (sql) => sql`update subscribers set created_at = '2026-05-01' where brand_id = ${brand.id}`,
    )
  })

  await test.step('see how many would go before anything is saved', async () => {
    await go('/settings/retention')
    const rule = page.getByRole('region', { name: 'Sign-ups that were never confirmed' })
    await expect(rule).toContainText('Nothing of it goes')
    await rule.getByText('Forget after a time').click()
    await expect(rule.getByLabel('Days')).toHaveValue('30')
    await expect(rule).toContainText('2 people would go tonight')
    await page.getByRole('button', { name: 'Save the periods' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Forget this tonight?' })
    await expect(dialog).toContainText('2 people would go tonight')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save, and let it go' }).click()
    await expect(page.getByText('The periods were saved')).toBeVisible()
    await go('/subscribers')
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(2)
  })

  await test.step('at night they go, and it is written down how many', async () => {
    await runJob('apply-retention', brand.slug)
    await expect(async () => {
      await go('/settings/retention')
      const row = page.getByRole('table', { name: 'What was forgotten' }).getByRole('row')
      await expect(row.filter({ hasText: 'never confirmed' })).toContainText('2', { timeout: 1_000 })
    }).toPass()
    await go('/subscribers')
    await expect(page.getByText(name)).toHaveCount(0)
  })

  await test.step('what was recorded of their consent is still there, and whole', async () => {
    const [events] = await withDatabase(
      (sql) =>
        sql<{ count: number }[]>`select count(*)::int from consent_events where brand_id = ${brand.id}`,
    )
    expect(events?.count).toBeGreaterThanOrEqual(2)
    await go('/settings/ledger')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('The ledger is whole')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(page.getByText(`${events?.count} events`).first()).toBeVisible()
  })
})
