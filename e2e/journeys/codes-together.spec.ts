import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { readCode } from '../fixtures/read-code'
import { mark, stack } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

test('codes that are ticked are paused, resumed, led elsewhere and downloaded together', async ({
  staffPage: staff,
}) => {
  const places = [`Door ${mark()}`, `Till ${mark()}`]
  for (const place of places) {
    await open(staff, '/qr-codes/new')
    await staff.getByLabel('Where it will hang').fill(place)
    await staff.getByRole('button', { name: 'Make this code' }).click()
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(place)
  }
  const row = (place: string) => staff.getByRole('row').filter({ hasText: place })
  const tickBoth = async () => {
    for (const place of places) await staff.getByRole('checkbox', { name: `Tick ${place}` }).check()
  }
  const bar = staff.getByRole('region', { name: 'With the codes that are ticked' })

  await test.step('pause both, and resume both', async () => {
    await open(staff, '/qr-codes')
    await tickBoth()
    await expect(bar).toContainText('2 codes ticked')
    await expectAccessible(staff)
    await bar.getByRole('button', { name: 'Pause' }).click()
    await expect(staff.getByText('2 codes paused.')).toBeVisible()
    for (const place of places) await expect(row(place)).toContainText('Paused')
    await tickBoth()
    await bar.getByRole('button', { name: 'Resume' }).click()
    for (const place of places) await expect(row(place)).toContainText('Active')
  })

  await test.step('lead both to another page', async () => {
    await tickBoth()
    await bar.getByRole('button', { name: 'Point elsewhere…' }).click()
    const dialog = staff.getByRole('alertdialog', { name: 'Point 2 codes to another page' })
    await dialog.getByRole('button', { name: /Leads to/ }).click()
    await staff.getByRole('option', { name: 'Webshop, afrekenen' }).click()
    await dialog.getByRole('button', { name: 'Point 2 codes there' }).click()
    for (const place of places) await expect(row(place)).toContainText('Webshop, afrekenen')
  })

  await test.step('download the files of both, which say their own links', async () => {
    await tickBoth()
    const waiting = staff.waitForEvent('download')
    await bar.getByRole('link', { name: 'Download files' }).click()
    const files = unzipSync(new Uint8Array(await readFile(await (await waiting).path())))
    const pngs = Object.entries(files).filter(([name]) => name.startsWith('png/'))
    expect(pngs).toHaveLength(2)
    const links = await Promise.all(pngs.map(([, bytes]) => readCode(Buffer.from(bytes))))
    expect(new Set(links).size).toBe(2)
    for (const link of links) expect(link).toMatch(new RegExp(`^${stack.baseUrl}/q/`))
  })
})
