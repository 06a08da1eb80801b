import type { Page } from '@playwright/test'
import { mark } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1'

/** Which side a visitor sees follows their network and the name of their browser. */
const visitorOf = (nth: number) => ({ 'user-agent': `${phone} ${nth}`, 'accept-language': 'en' })

const saved = (staff: Page) => expect(staff.getByText(/^Saved \d\d:\d\d/)).toBeVisible()
const rule = (staff: Page, name: string) => staff.locator(`[data-rule="${name}"]`)
const field = (staff: Page, name: string) => staff.getByRole('textbox', { name, exact: true })

async function retitle(staff: Page, title: string): Promise<void> {
  await staff.getByRole('tab', { name: 'Block' }).click()
  await staff.locator('[data-entry]').filter({ hasText: 'Hero' }).click()
  await field(staff, 'Heading').fill(title)
  await saved(staff)
}

test.describe('at a desk', () => {
  test('a page that breaks a rule is mended, published, planned, compared, taken back and tested on visitors', async ({
    staffPage: staff,
    visitorPage: visitor,
  }) => {
    test.setTimeout(240_000)
    const name = `Publishing ${mark()}`

    await test.step('a red rule keeps the page from going live, and leads to the place', async () => {
      await open(staff, '/landing-pages/new')
      await staff.getByText('Shop counter').click()
      await staff.getByLabel('Name', { exact: true }).fill(name)
      await staff.getByRole('button', { name: 'Make this page' }).click()
      await expect(staff.getByRole('heading', { level: 1, name })).toBeVisible()
      await staff.locator('[data-entry]').filter({ hasText: 'Opt-in form' }).click()
      await field(staff, 'How to stop').fill('Whenever you like')
      const toSolve = staff.getByRole('button', { name: /Publish version 1 · 1 to solve/ })
      await toSolve.click()
      await expect(rule(staff, 'how-to-stop')).toHaveAttribute('data-outcome', 'must')
      await expectAccessible(staff)
      await rule(staff, 'how-to-stop').getByRole('button', { name: /^Jump/ }).click()
      await field(staff, 'How to stop').fill('Send STOP and it ends.')
      await staff.getByRole('tab', { name: 'Checker' }).click()
      await expect(staff.getByText('22 of 22 rules kept')).toBeVisible()
    })

    await test.step('publish', async () => {
      await staff.getByRole('button', { name: 'Publish version 1' }).click()
      await expectAccessible(staff)
      await staff.getByRole('button', { name: 'Publish now' }).click()
      await expect(staff.getByRole('button', { name: 'Version 1 is live' })).toBeVisible()
    })
    const pageUrl = staff.url()
    const versions = `${pageUrl}/versions`
    await staff.getByRole('tab', { name: 'Share' }).click()
    const link = await staff.getByRole('link', { name: 'Open page' }).getAttribute('href')
    if (!link) throw new Error('no link')

    await test.step('plan another version for a moment, and take the plan back', async () => {
      await retitle(staff, 'Planned heading')
      await staff.getByRole('button', { name: 'Publish version 2' }).click()
      await staff.getByText('Everybody, from a moment you choose').click()
      await staff.getByRole('button', { name: 'Tomorrow 10:00' }).click()
      await staff.getByRole('button', { name: 'Plan it' }).click()
      await expect(staff.getByText(/Version 2 goes live on .*10:00 CES?T/)).toBeVisible()
      await staff.goto(versions)
      await expect(staff.getByText(/Version 2 goes live on/)).toBeVisible()
      await expectAccessible(staff)
      await staff.getByRole('button', { name: 'Take back' }).click()
      await staff.getByRole('button', { name: 'Take it back' }).click()
      await expect(staff.getByText('The plan is taken back.')).toBeVisible()
      await visitor.goto(link)
      await expect(visitor.getByRole('heading', { level: 1 })).not.toContainText('Planned heading')
    })

    await test.step('publish it now, see what changed, and go back', async () => {
      await staff.goto(pageUrl)
      await staff.getByRole('button', { name: 'Publish version 3' }).click()
      await staff.getByRole('button', { name: 'Publish now' }).click()
      await expect(staff.getByRole('button', { name: 'Version 3 is live' })).toBeVisible()
      await staff.goto(`${versions}/compare?before=1&after=3&lang=en`)
      await expect(staff.locator('ins')).toContainText('Planned heading')
      await expect(staff.frameLocator('iframe').last().getByRole('heading', { level: 1 })).toContainText(
        'Planned',
      )
      await staff.goto(`${versions}/1`)
      await staff.getByRole('button', { name: 'Go back to this version' }).click()
      await staff.getByRole('button', { name: 'Go back now' }).click()
      await expect(staff.getByText('Version 4 is live. It equals version 1.')).toBeVisible()
      await visitor.goto(link)
      await expect(visitor.getByRole('heading', { level: 1 })).not.toContainText('Planned heading')
    })

    await test.step('show another heading to half of the visitors, and let it win', async () => {
      await staff.goto(pageUrl)
      await retitle(staff, 'Tested heading')
      await staff.getByRole('button', { name: 'Publish version 5' }).click()
      await staff.getByText('Part of the visitors, beside version 4').click()
      await staff.getByRole('button', { name: 'Start comparing' }).click()
      await staff.getByRole('link', { name: 'Being compared' }).click()
      await expect(staff.getByText('Too early to say.')).toBeVisible()
      const seen = { a: 0, b: 0 }
      for (let i = 0; i < 24; i += 1) {
        const headers = visitorOf(i)
        const html = await (await fetch(link, { headers })).text()
        expect(await (await fetch(link, { headers })).text()).toContain(/<h1>([^<]*)/.exec(html)?.[1])
        seen[html.includes('Tested heading') ? 'b' : 'a'] += 2
      }
      expect(Math.min(seen.a, seen.b)).toBeGreaterThan(0)
      const views = (side: string) =>
        staff
          .getByRole('row')
          .filter({ hasText: `${side}: version` })
          .getByRole('cell')
          .nth(2)
      await expect(async () => {
        await staff.reload()
        await expect(views('A')).toContainText(String(seen.a))
        await expect(views('B')).toContainText(String(seen.b))
      }).toPass()
      await expectAccessible(staff)
      await staff.getByRole('button', { name: 'B wins' }).click()
      await staff.getByRole('button', { name: 'Show version 5 to everybody' }).click()
      await expect(staff.getByText('Chosen')).toBeVisible()
      await expect(async () => {
        for (let i = 0; i < 6; i += 1) {
          const page = await fetch(link, { headers: visitorOf(i) })
          expect(await page.text()).toContain('Tested heading')
        }
      }).toPass()
    })

    await test.step('see who did what', async () => {
      await staff
        .getByRole('navigation', { name: 'Versions of this page' })
        .getByRole('link', { name: 'What happened' })
        .click()
      for (const words of [
        'The comparison ended: B won, version 5',
        'Back to version 1, as version 4',
        'A plan was taken back',
      ]) {
        await expect(staff.getByText(words)).toBeVisible()
      }
    })
  })
})
