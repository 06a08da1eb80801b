import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { readCode } from '../fixtures/read-code'
import { sendForm } from '../fixtures/sign-up'
import { control, freshNumber, mark } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

/** From a list of places to paper, and from paper to a person whose code is known. */
test('codes made from a list are designed, printed, scanned, and each knows who came by it', async ({
  staffPage: staff,
  visitorPage: visitor,
}) => {
  test.setTimeout(180_000)
  const name = `Tables ${mark()}`
  const place = `Window ${mark()}`

  await test.step('a list says what it becomes before anything is made', async () => {
    await open(staff, '/qr-codes/batches/new')
    await staff.getByLabel('Name of the batch').fill(name)
    await staff.getByRole('button', { name: /Leads to/ }).click()
    await staff.getByRole('option', { name: 'Winterbeurt', exact: true }).click()
    await staff
      .getByLabel('Places')
      .fill(`place;note\n${place};left\n${place.toUpperCase()};again\n=1+1;\n${place} 2;right`)
    await staff.getByRole('button', { name: 'Check the list' }).click()
    await expect(staff.getByText('2 codes will be made. 2 rows are left out.')).toBeVisible()
    await expect(staff.getByText('Same place as row 2')).toBeVisible()
    await expect(staff.getByText('A spreadsheet formula, not a place')).toBeVisible()
    await expectAccessible(staff)
    await staff.getByRole('button', { name: 'Make 2 codes, leave 2 out' }).click()
    await expect(staff.getByRole('heading', { level: 1, name })).toBeVisible()
  })

  await test.step('a design that would not print is marked, and a good one is read back', async () => {
    await staff.getByRole('textbox', { name: 'Code, #' }).fill('#cccccc')
    await expect(staff.getByText('Code and ground are too alike')).toBeVisible()
    await expect(staff.getByRole('button', { name: 'Make sheets' })).toBeDisabled()
    await staff.getByRole('textbox', { name: 'Code, #' }).fill('#1b2a6b')
    await staff.getByText('Dots', { exact: true }).click()
    await expect(staff.getByRole('radio', { name: 'Dots' })).toBeChecked()
    await expect(staff.getByText('5 of 5')).toBeVisible({ timeout: 30_000 })
    await expectAccessible(staff)
  })

  const link = await test.step('sheets are made, read back and downloaded', async () => {
    await staff.getByRole('button', { name: 'Make sheets' }).click()
    await expect(staff.getByText('2 of 2 codes read back')).toBeVisible({ timeout: 60_000 })
    const href = await staff.getByRole('link', { name: 'Download' }).first().getAttribute('href')
    const answer = await staff.request.get(href as string)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    // The first poster of the sheet, as a camera has it.
    const document = await (await PDFiumLibrary.init()).loadDocument(await answer.body())
    const page = await document.getPage(0).render({
      scale: 3,
      render: ({ data, width, height }) =>
        sharp(data, { raw: { width, height, channels: 4 } })
          .extract({ left: 0, top: 0, width: Math.floor(width / 2), height: Math.floor(height / 2) })
          .png()
          .toBuffer(),
    })
    const read = await readCode(Buffer.from(page.data))
    expect(read).toMatch(/\/q\/[0-9A-HJKMNP-TV-Z]{5}$/)
    return read as string
  })

  await test.step('somebody scans it, and signs up', async () => {
    const number = freshNumber()
    await visitor.goto(link)
    await visitor.getByLabel('Your mobile number').fill(number.national)
    await visitor.getByRole('checkbox').first().check()
    await sendForm(visitor, 'Sign me up')
    const open = visitor.getByRole('link', { name: 'Open WhatsApp' })
    await control('POST', '/phones', { number: number.e164, name: 'Passer-by' })
    const href = new URL((await open.getAttribute('href')) as string)
    href.searchParams.set('phone', number.e164)
    await visitor.goto(href.toString())
    await visitor.getByRole('button', { name: /Send|Verstuur/ }).click()
    await expect(visitor.getByText(/You are signed up/)).toBeVisible()
  })

  await test.step('the code of that place counts the scan and the view of its page', async () => {
    await staff.getByRole('link', { name: /^Codes/ }).click()
    await expect(staff).toHaveURL(/view=codes/)
    const row = staff.getByRole('row').filter({ hasText: place }).first()
    await expect(async () => {
      await staff.reload()
      await expect(row.locator('td').nth(4)).toHaveText(/^1/, { timeout: 2_000 })
      await expect(row.locator('td').nth(5)).toHaveText('1', { timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
  })

  await test.step('paused, it leads nobody on', async () => {
    await staff.getByRole('button', { name: 'Pause all' }).click()
    await staff.getByRole('alertdialog').getByRole('button', { name: 'Pause 2 codes' }).click()
    await expect(staff.getByText('2 codes paused.')).toBeVisible()
    await expect(async () => {
      await visitor.goto(link)
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('This code is off for now')
    }).toPass({ timeout: 15_000 })
    await expectAccessible(visitor)
  })
})
