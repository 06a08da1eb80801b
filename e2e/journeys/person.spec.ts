import { readFile } from 'node:fs/promises'
import { demoBrand, freshNumber, mark, withDatabase } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

/** Two people of one name, as an import would have brought them. */
async function makeTwins(): Promise<{ name: string; first: string; second: string; number: string }> {
  const name = `Noor ${mark()}`
  const [one, two] = [freshNumber(), freshNumber()]
  const ids = await withDatabase(
    (sql) => sql<{ id: string }[]>`
      with made as (
        insert into subscribers (brand_id, id, phone_e164, country, language, name, created_at)
        select b.id, gen_random_uuid(), n.number, 'NL', 'nl', ${name}, now() - n.days * interval '1 day'
        from brands b, (values (${one.e164}, 1), (${two.e164}, 2)) as n(number, days) where b.slug = ${demoBrand}
        returning brand_id, id, created_at
      ), keyed as (
        insert into subscriber_keys (brand_id, subscriber_id, wrapped_key)
        select made.brand_id, made.id,
          (select k.wrapped_key from subscriber_keys k where k.brand_id = made.brand_id limit 1) from made
      )
      select id from made order by created_at desc`,
  )
  return { name, first: ids[0]?.id ?? '', second: ids[1]?.id ?? '', number: one.lastFour }
}

test('staff change, note down, hand out and bring together what is known of a person', async ({
  staffPage: page,
}) => {
  test.setTimeout(180_000)
  const { name, first, second, number } = await makeTwins()

  await test.step('change the profile; a second window is told, and keeps what was typed', async () => {
    await open(page, `/subscribers/${first}?tab=profile`)
    await expectAccessible(page)
    const other = await page.context().newPage()
    await open(other, `/subscribers/${first}?tab=profile`)
    await page.getByLabel('Tags').fill('vip, noord')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await other.getByLabel('Name', { exact: true }).fill('Somebody else')
    await other.getByRole('button', { name: 'Save' }).click()
    await expect(other.getByText('Somebody changed this person in another window')).toBeVisible()
    await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Somebody else')
    await other.close()
    await page.reload()
    await expect(page.getByLabel('Tags')).toHaveValue('vip, noord')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  })

  await test.step('see what another number does before it is changed', async () => {
    await page.getByRole('button', { name: 'Another number…' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText('no longer counts as confirmed')
    await expectAccessible(page)
    await dialog.getByLabel('New number').fill('12')
    await dialog.getByRole('button', { name: 'Change the number' }).click()
    await expect(dialog).toContainText('This is not a mobile number')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('export all of it', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export JSON' }).click()
    const file = JSON.parse(await readFile(await (await waiting).path(), 'utf8'))
    expect(file).toMatchObject({ person: { name, tags: ['vip', 'noord'] } })
  })

  await test.step('write a note, change it, throw it away', async () => {
    await open(page, `/subscribers/${first}?tab=notes`)
    await page.getByLabel('New note').fill('Rather by phone.')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByLabel('Change this note').fill('Never by phone.')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Never by phone.')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Remove…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText('Nobody has written anything down.')).toBeVisible()
  })

  await test.step('bring the two together, after seeing both', async () => {
    await open(page, `/subscribers/${first}?tab=profile`)
    await page.getByRole('link', { name: 'Compare' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring two people together')
    await expect(page.getByRole('table')).toContainText('vip, noord')
    await expectAccessible(page)
    await page.getByRole('button', { name: `Keep +31 6 •••• ${number}` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bring together' }).click()
    await page.waitForURL(`**/subscribers/${first}`)
    await open(page, `/subscribers/${second}`)
    await expect(page).toHaveURL(new RegExp(first))
  })
})
