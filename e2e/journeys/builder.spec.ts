import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { mark } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

/** A page of its own, from a starting point, open in the builder. */
async function makePage(staff: Page): Promise<string> {
  const name = `Builder ${mark()}`
  await open(staff, '/landing-pages/new')
  await staff.getByText('Shop counter').click()
  await staff.getByLabel('Name', { exact: true }).fill(name)
  await staff.getByRole('button', { name: 'Make this page' }).click()
  await expect(staff.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(entries(staff).first()).toBeVisible()
  return name
}

const canvas = (staff: Page) => staff.frameLocator('#preview-frame')
const entries = (staff: Page) => staff.locator('[data-entry]')
const saved = (staff: Page) => expect(staff.getByText(/^Saved \d\d:\d\d/)).toBeVisible()
const names = async (staff: Page) => (await entries(staff).allInnerTexts()).map((text) => text.split('\n')[0])

test.describe('at a desk', () => {
  // biome-ignore lint/suspicious/noSkippedTests: a phone has the list and the form instead, see below
  test.skip(({ isMobile }) => isMobile)

  test('a page is built by pointer: typed in place, dragged, undone, and still there after a reload', async ({
    staffPage: staff,
  }) => {
    test.setTimeout(120_000)
    await makePage(staff)
    await test.step('type in the page itself', async () => {
      const title = canvas(staff).getByRole('heading', { level: 1 }).getByRole('textbox')
      await title.click()
      await title.fill('Typed **where it stands**')
      await expect(staff.getByRole('textbox', { name: 'Heading', exact: true })).toHaveValue(
        'Typed **where it stands**',
      )
      await title.press('Escape')
      await expect(canvas(staff).locator('h1 strong')).toHaveText('where it stands')
      await saved(staff)
    })
    await test.step('drag a block onto the page', async () => {
      const before = await entries(staff).count()
      await staff.getByRole('button', { name: 'Add a block' }).click()
      const item = await staff.locator('[data-puck-drawer-item], [class*="DrawerItem"]').first().boundingBox()
      const target = await canvas(staff).locator('.ben').boundingBox()
      if (!item || !target) throw new Error('nothing to drag')
      await staff.mouse.move(item.x + item.width / 2, item.y + item.height / 2)
      await staff.mouse.down()
      await staff.mouse.move(item.x + item.width / 2 + 12, item.y + item.height / 2 + 12, { steps: 4 })
      await staff.mouse.move(target.x + target.width / 2, target.y + 8, { steps: 20 })
      await staff.mouse.move(target.x + target.width / 2, target.y + 12, { steps: 4 })
      await staff.mouse.up()
      await expect(entries(staff)).toHaveCount(before + 1)
      await staff.getByRole('button', { name: 'Undo' }).click()
      await expect(entries(staff)).toHaveCount(before)
      await staff.getByRole('button', { name: 'Redo' }).click()
      await expect(entries(staff)).toHaveCount(before + 1)
      await staff.getByRole('button', { name: 'Undo' }).click()
    })
    await saved(staff)
    await staff.reload()
    await expect(canvas(staff).locator('h1')).toHaveText('Typed where it stands')
    await expectAccessible(staff)
  })

  test('a page is built by keyboard alone, and the consent block stays whatever is pressed', async ({
    staffPage: staff,
  }) => {
    test.setTimeout(120_000)
    await makePage(staff)
    const start = await names(staff)
    await entries(staff).nth(1).focus()
    await staff.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => names(staff)).toEqual([start[1], start[0], ...start.slice(2)])
    await expect(staff.getByRole('button', { name: 'Undo' })).toBeEnabled()
    await staff.keyboard.press('Control+z')
    await expect.poll(() => names(staff)).toEqual(start)

    await staff.getByRole('button', { name: 'Add a block' }).focus()
    await staff.keyboard.press('Enter')
    await staff.getByRole('button', { name: 'Add: Questions' }).focus()
    await staff.keyboard.press('Enter')
    await expect(entries(staff)).toHaveCount(start.length + 1)
    await expect(canvas(staff).getByText('What does it cost me?')).toBeVisible()

    const form = entries(staff).filter({ hasText: 'Opt-in form' })
    await form.focus()
    await staff.keyboard.press('Delete')
    await expect(entries(staff)).toHaveCount(start.length + 1)
    await form.press('Enter')
    await expect(staff.getByRole('button', { name: 'Remove Opt-in form' })).toHaveCount(0)
    await expect(staff.getByRole('button', { name: 'Add: Opt-in form' })).toHaveCount(0)
    const questions = entries(staff).filter({ hasText: 'Questions' })
    await questions.focus()
    await staff.keyboard.press('Delete')
    await expect(entries(staff)).toHaveCount(start.length)
    await saved(staff)
  })

  test('the page is shown as a phone, a tablet and a desk show it', async ({ staffPage: staff }) => {
    await makePage(staff)
    const widthInside = () =>
      canvas(staff)
        .locator('body')
        .evaluate((body) => body.clientWidth)
    for (const [device, width] of [
      ['Tablet', 768],
      ['Computer', 1280],
      ['Phone', 360],
    ] as const) {
      await staff.getByRole('button', { name: device, exact: true }).click()
      await expect.poll(widthInside).toBe(width)
    }
  })

  test('two people in one page: the second is told, and nobody’s work is overwritten', async ({
    staffPage: staff,
  }) => {
    await makePage(staff)
    const other = await staff.context().newPage()
    await other.goto(staff.url())
    await expect(canvas(other).getByRole('heading', { level: 1 })).toBeVisible()
    await staff.getByRole('textbox', { name: 'Heading', exact: true }).fill('The first')
    await saved(staff)
    await other.getByRole('textbox', { name: 'Heading', exact: true }).fill('The second')
    await expect(other.getByText('This page was changed in another window')).toBeVisible()
    await other.getByRole('button', { name: 'Reload' }).click()
    await expect(other.getByRole('textbox', { name: 'Heading', exact: true })).toHaveValue('The first')
  })
})

test('a picture is uploaded and shown, and what is none is refused in words', async ({
  staffPage: staff,
  isMobile,
}) => {
  test.setTimeout(120_000)
  await makePage(staff)
  await staff.getByRole('button', { name: 'Add a block' }).click()
  await staff.getByRole('button', { name: 'Add: Picture' }).click()
  const upload = staff.getByLabel('Upload a picture').first()
  await upload.setInputFiles({
    name: 'poster.png',
    mimeType: 'image/png',
    buffer: Buffer.from('%PDF-1.7 no'),
  })
  await expect(staff.getByText('This is no picture that we can read')).toBeVisible()
  // The bytes go to the browser in one message, which takes a while.
  await upload.setInputFiles(
    { name: 'film.png', mimeType: 'image/png', buffer: Buffer.alloc(21 * 1024 * 1024) },
    { timeout: 60_000 },
  )
  await expect(staff.getByText('This picture is larger than 20 MB')).toBeVisible()
  const drawing = sharp({ create: { width: 900, height: 600, channels: 3, background: '#2060c0' } })
  await upload.setInputFiles({
    name: 'blue.png',
    mimeType: 'image/png',
    buffer: await drawing.png().toBuffer(),
  })
  if (isMobile) await staff.getByRole('button', { name: 'Page', exact: true }).click()
  const shown = canvas(staff).locator('.fig img')
  await expect(shown).toHaveCount(1)
  await expect
    .poll(() => shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))
    .toBe(true)
  if (isMobile) await staff.getByRole('button', { name: 'Edit', exact: true }).click()
  await staff.getByRole('textbox', { name: /^What it shows/ }).fill('Something blue')
  await saved(staff)
  await staff.getByRole('button', { name: 'Choose from your pictures' }).click()
  await expect(staff.getByRole('button', { name: 'blue.png' }).first()).toBeVisible()
})

test('a language that is added says what is missing in it, and leads there', async ({ staffPage: staff }) => {
  await makePage(staff)
  await staff.getByRole('tab', { name: 'Settings' }).click()
  await staff.getByRole('checkbox', { name: /^Deutsch/ }).click({ force: true })
  await staff.getByRole('button', { name: /Deutsch.*(missing|complete)/ }).click()
  await expect(staff.getByRole('textbox', { name: /^Title in the browser tab, Deutsch/ })).toBeVisible()
  await saved(staff)
})
