import type { APIResponse } from '@playwright/test'
import { makeOtherBrand } from '../fixtures/other-brand'
import { demoBrand, stack, withDatabase } from '../fixtures/stack'
import { expect, open, signIn, test } from '../fixtures/test'

/** One id of everything the demo brand has. */
const demoIds = () =>
  withDatabase(async (sql) => {
    const [row] = await sql<
      { page: string; code: string; person: string; template: string; campaign: string }[]
    >`
      select (select l.id from landing_pages l where l.brand_id = b.id limit 1) as page,
        (select q.id from qr_codes q where q.brand_id = b.id limit 1) as code,
        (select s.id from subscribers s where s.brand_id = b.id limit 1) as person,
        (select t.id from templates t where t.brand_id = b.id limit 1) as template,
        (select c.id from campaigns c where c.brand_id = b.id and c.state = 'done' limit 1) as campaign
      from brands b where b.slug = ${demoBrand}`
    if (!row) throw new Error('The demo brand is not there')
    return row
  })

test('nobody who is not signed in sees a page of a brand', async ({ visitorPage: page }) => {
  for (const path of ['', '/subscribers', '/campaigns', '/settings']) {
    await page.goto(`/${demoBrand}${path}`)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('sees the campaigns and has nothing to schedule them with', async ({ staffPage: page }) => {
    await open(page, '/campaigns')
    await expect(page.getByRole('link', { name: 'New campaign' })).toHaveCount(0)
    await page.goto(`/${demoBrand}/campaigns/new`)
    await expect(page).toHaveURL(new RegExp(`/${demoBrand}/campaigns$`))
  })
})

test('staff of one brand cannot read another by any address', async ({ visitorPage: page }) => {
  const other = await makeOtherBrand()
  const ids = await demoIds()
  await signIn(page, other.email, other.password)
  await expect(page).toHaveURL(new RegExp(`/${other.slug}$`))
  const things = [
    '/subscribers',
    '/settings',
    '/simulator',
    `/subscribers/${ids.person}`,
    `/landing-pages/${ids.page}`,
    `/landing-pages/${ids.page}/versions`,
    `/qr-codes/${ids.code}`,
    `/qr-codes/${ids.code}/file?format=svg`,
    `/templates/${ids.template}`,
    `/campaigns/${ids.campaign}`,
    `/campaigns/${ids.campaign}/progress`,
  ]
  for (const thing of things) {
    const answer = await page.request.get(`/${demoBrand}${thing}`)
    expect(await isNowhere(answer), thing).toBe(true)
    expect(await answer.text()).not.toContain('Fietserij')
  }
  // The same ids under their own brand's address lead nowhere either.
  for (const thing of things.slice(3)) {
    expect(await isNowhere(await page.request.get(`/${other.slug}${thing}`)), thing).toBe(true)
  }
})

test('staff of one brand cannot act in another by changing what is posted', async ({ visitorPage: page }) => {
  const other = await makeOtherBrand()
  await signIn(page, other.email, other.password)
  await page.goto(`/${other.slug}/landing-pages/new`)
  const before = await countPages()
  await page.route(`**/${other.slug}/**`, async (route) => {
    const body = route.request().postData()
    if (route.request().method() !== 'POST' || !body) return route.fallback()
    await route.continue({ postData: body.replaceAll(`"${other.slug}"`, `"${demoBrand}"`) })
  })
  await page.getByLabel('Name', { exact: true }).fill('Somebody else')
  for (const box of await page.getByRole('checkbox').all()) await box.check({ force: true })
  await page.getByRole('button', { name: 'Make this page' }).click()
  await expect(page.getByText(/no longer here|not there|Choose at least one/).first()).toBeVisible()
  expect(await countPages()).toBe(before)
})

test('an action from another website is refused', async ({ staffPage: page }) => {
  await open(page, '/campaigns')
  const answer = await page.request.post(`/${demoBrand}/campaigns`, {
    headers: {
      origin: 'https://elsewhere.example',
      'next-action': '0'.repeat(42),
      'content-type': 'text/plain',
    },
    data: '[]',
  })
  expect(answer.status()).toBeGreaterThanOrEqual(400)
  const form = await page.request.post(`${stack.baseUrl}/p/winterbeurt`, {
    headers: { origin: 'https://elsewhere.example' },
    form: { country: 'NL', phone: '0612345678', consent: 'on' },
  })
  expect(form.status()).toBe(403)
})

/** A page that has begun to stream can no longer change its status; then its words say that there is nothing. */
const isNowhere = async (answer: APIResponse) =>
  answer.status() === 404 ||
  /There is nothing at this address|Op dit adres staat niets/.test(await answer.text())

const countPages = () =>
  withDatabase(async (sql) => Number((await sql`select count(*) from landing_pages`)[0]?.count))
