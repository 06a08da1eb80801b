import { mark } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

test.use({ role: 'owner' })
test('a topic is made, asked for on a page, promised anew as another version, and stays while a page asks for it', async ({
  staffPage: staff,
  visitorPage: visitor,
}) => {
  const name = `Rides ${mark()}`
  const group = (language: string) => staff.getByRole('group', { name: language })

  await test.step('make it in two languages, with a promise', async () => {
    await open(staff, '/settings/topics')
    await staff.getByRole('link', { name: 'New topic' }).click()
    for (const language of ['Dutch', 'English']) {
      await group(language).getByLabel('Name').fill(name)
      await group(language).getByLabel('What they get').fill(`${name}, every other week`)
    }
    await staff.getByLabel('Messages in 30 days, at most').fill('2')
    await staff.getByRole('button', { name: 'Add the topic' }).click()
    await expect(staff.getByRole('heading', { name: `Topics / ${name}` })).toBeVisible()
    await expect(staff.getByText('No published page asks for this topic.')).toBeVisible()
  })
  const topic = staff.url()

  await test.step('ask for it on a page, where its promise stands beside the box', async () => {
    await open(staff, '/landing-pages/new')
    await staff.getByText('Shop counter').click()
    await staff.getByLabel('Name', { exact: true }).fill(`Page of ${name}`)
    for (const box of await staff
      .getByRole('group', { name: 'What people sign up for' })
      .getByRole('checkbox')
      .all()) {
      await box.uncheck({ force: true })
    }
    await staff.getByRole('checkbox', { name }).check({ force: true })
    await staff.getByRole('button', { name: 'Make this page' }).click()
    await staff.getByRole('button', { name: 'Publish version 1' }).click()
    await staff.getByRole('button', { name: 'Publish now' }).click()
    await staff.getByRole('tab', { name: 'Share' }).click()
    const link = await staff.getByRole('link', { name: 'Open page' }).getAttribute('href')
    await visitor.goto(`${link}?lang=en`)
    await expect(visitor.getByText(name).first()).toBeVisible()
    await expect(visitor.getByText(/at most 2 a month/i).first()).toBeVisible()
  })

  await test.step('promise more: the form says whom it is about, and a new version is kept beside the old', async () => {
    await staff.goto(topic)
    await expect(staff.getByRole('link', { name: `Page of ${name}` })).toBeVisible()
    await staff.getByLabel('Messages in 30 days, at most').fill('4')
    await group('English').getByLabel('What they get').fill('Rides, every week')
    await expect(staff.getByText('You promise more messages than before.')).toBeVisible()
    await expect(staff.getByText('One page shows the earlier words')).toBeVisible()
    await expectAccessible(staff)
    await staff.getByRole('button', { name: 'Save the topic' }).click()
    const versions = staff.getByRole('table', { name: 'Versions' })
    await expect(versions.getByRole('row').filter({ hasText: 'Version 2' })).toContainText('at most 4')
    await expect(versions.getByRole('row').filter({ hasText: 'Version 1' })).toContainText('at most 2')
    await expect(staff.getByText('Earlier words; publish it again')).toBeVisible()
  })

  await test.step('publish the page again, and it shows the new promise', async () => {
    await staff.getByRole('link', { name: `Page of ${name}` }).click()
    await staff.getByRole('button', { name: 'Publish version 2' }).click()
    await staff.getByRole('button', { name: 'Publish now' }).click()
    await expect(staff.getByRole('button', { name: 'Version 2 is live' })).toBeVisible()
    await expect(async () => {
      await visitor.reload()
      await expect(visitor.getByText(/at most 4 a month/).first()).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await staff.goto(topic)
    await expect(staff.getByRole('link', { name: `Page of ${name}` })).toBeVisible()
    await expect(staff.getByText('Earlier words; publish it again')).toHaveCount(0)
  })

  await test.step('while a page asks for it, it is not put away', async () => {
    await staff.getByRole('button', { name: 'Archive…' }).click()
    const dialog = staff.getByRole('alertdialog', { name: `Archive the topic ${name}?` })
    await dialog.getByRole('button', { name: 'Archive the topic' }).click()
    await expect(dialog.getByRole('alert')).toContainText('A live page asks for this topic')
    await expectAccessible(staff)
  })
})
