import { join } from '../fixtures/joined'
import { demoBrand, mark, stack } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'
import { letTimePass, runJob } from '../fixtures/time'

test.use({ role: 'owner' })
/** Longer than the shop exists, so that nobody else is meant. */
const months = 120

test('consent that nobody uses is said beforehand to end, ends, or is asked for again and renewed by a press', async ({
  staffPage: staff,
  visitorPage: visitor,
}) => {
  test.setTimeout(120_000)
  const name = `Noor ${mark()}`
  const group = `Ask ${mark()}`
  const over = await join(visitor, name)
  const due = await join(visitor, name)
  await letTimePass(over.e164, months, 10)
  await letTimePass(due.e164, months, -10)
  const save = staff.getByRole('button', { name: 'Save the rules' })

  await test.step('see who would lapse before the rule is saved', async () => {
    await open(staff, '/settings/consent')
    await staff.getByText('Ends when it was not used for a time').click()
    await staff.getByLabel('Months without use').fill(String(months))
    await staff.getByLabel('Ask again, days before').fill('30')
    await expect(staff.getByText('The consent of one person ends within the hour.')).toBeVisible()
    await expect(staff.getByText('One person is due to be asked again.')).toBeVisible()
    await save.click()
    const dialog = staff.getByRole('alertdialog', { name: 'End the consent of one person?' })
    await expect(dialog).toContainText('120 months')
    await expectAccessible(staff)
    await dialog.getByRole('button', { name: 'Save, and let it end' }).click()
    await expect(staff.getByText('The rules were saved')).toBeVisible()
  })

  await test.step('the consent that is over ends, with its proof', async () => {
    await runJob('lapse-consents', demoBrand)
    await expect(async () => {
      await open(staff, `/subscribers?q=${encodeURIComponent(over.national)}`)
      await expect(staff.getByRole('row').filter({ hasText: name })).toContainText('Expired', {
        timeout: 1_000,
      })
    }).toPass()
  })

  await test.step('gather who is due, and choose the message that asks', async () => {
    await open(staff, '/settings/consent')
    await staff.getByRole('link', { name: 'See who is due' }).click()
    await expect(staff.getByRole('row').filter({ hasText: name })).toHaveCount(1)
    await staff.getByRole('checkbox', { name: `Tick ${name}` }).check({ force: true })
    await staff.getByRole('button', { name: 'Ask again…' }).click()
    await staff.getByLabel('Name of the segment').fill(group)
    await expectAccessible(staff)
    await staff.getByRole('button', { name: 'Choose the message' }).click()
    await staff.waitForURL('**/campaigns/new?segment=*')
    await expect(staff.getByText('Asks again')).toBeVisible()
    await staff.getByText('blijf_je_erbij').click()
    await staff.getByLabel('Name', { exact: true }).fill(group)
    for (const step of ['Audience', 'Variables', 'Schedule']) {
      await staff.getByRole('button', { name: `Go on to ${step}` }).click()
    }
    await staff.getByRole('button', { name: 'Now', exact: true }).click()
    await staff.getByRole('button', { name: 'Go on to Review' }).click()
    await staff.getByRole('button', { name: 'Send now to 1 person' }).click()
    await staff.getByRole('alertdialog').getByRole('button', { name: 'Send now to 1 person' }).click()
  })

  await test.step('yes, says the person with the button, and their consent is renewed', async () => {
    await visitor.goto(`${stack.simulatorUrl}/?phone=${encodeURIComponent(due.e164)}&lang=en`)
    await visitor.getByRole('button', { name: 'Ja, houd me op de hoogte' }).click()
    await expect(async () => {
      await open(staff, `/subscribers?q=${encodeURIComponent(due.national)}`)
      await staff.getByRole('row').filter({ hasText: name }).getByRole('link').first().click()
      await expect(staff.getByText('Said yes again with a button').first()).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await open(staff, '/subscribers?renewal=due')
    await expect(staff.getByRole('row').filter({ hasText: name })).toHaveCount(0)
  })

  await test.step('take the rule back', async () => {
    await open(staff, '/settings/consent')
    await staff.getByText('Until they take it back').click()
    await save.click()
    await expect(staff.getByText('The rules were saved')).toBeVisible()
  })
})
