import { demoBrand, withDatabase } from '../fixtures/stack'
import { expect, expectAccessible, open, test } from '../fixtures/test'

// Some pages are an owner’s alone.
test.use({ role: 'owner' })

const pages = [
  '',
  '/landing-pages',
  '/landing-pages/new',
  '/landing-pages/pictures',
  '/landing-pages/pictures?show=archived',
  '/qr-codes',
  '/qr-codes/new',
  '/qr-codes/batches/new',
  '/qr-codes?only=silent',
  '/invitations',
  '/invitations/new',
  '/subscribers',
  '/subscribers/sources',
  '/subscribers/imports',
  '/subscribers/imports/new',
  '/subscribers/suppression',
  '/segments',
  '/segments/new',
  '/inbox',
  '/templates',
  '/campaigns',
  '/campaigns/new',
  '/campaigns/uncertain',
  '/campaigns/new?purpose=renewal',
  '/settings',
  '/settings/topics',
  '/settings/topics/new',
  '/settings/consent',
  '/settings/retention',
  '/settings/ledger',
  '/settings/api-keys',
  '/settings/look',
  '/settings/channels',
  '/settings/channels/sms',
  '/settings/channels/email',
  '/settings/public',
  '/settings/number',
  '/settings/webhooks',
  '/settings/staff',
  '/settings/you',
  '/simulator',
]

const details = () =>
  withDatabase(async (sql) => {
    const [row] = await sql<{ paths: string[] }[]>`
      select array[
        (select '/landing-pages/' || l.id from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/landing-pages/' || l.id || '/versions' from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/landing-pages/' || l.id || '/versions/1' from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/landing-pages/' || l.id || '/versions/test' from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/landing-pages/' || l.id || '/versions/history' from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/landing-pages/' || l.id || '/versions/compare' from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt'),
        (select '/qr-codes/' || q.id from qr_codes q where q.brand_id = b.id order by q.created_at limit 1),
        (select '/qr-codes/' || q.id || '/design' from qr_codes q where q.brand_id = b.id order by q.created_at limit 1),
        (select '/qr-codes/batches/' || t.id from qr_batches t where t.brand_id = b.id order by t.created_at limit 1),
        (select '/qr-codes/batches/' || t.id || '?view=codes' from qr_batches t where t.brand_id = b.id order by t.created_at limit 1),
        (select '/subscribers/' || s.id from subscribers s where s.brand_id = b.id order by s.created_at limit 1),
        (select '/subscribers/' || s.id || '?tab=timeline' from subscribers s where s.brand_id = b.id order by s.created_at limit 1),
        (select '/subscribers/' || s.id || '?tab=profile' from subscribers s where s.brand_id = b.id order by s.created_at limit 1),
        (select '/subscribers/' || s.id || '?tab=notes' from subscribers s where s.brand_id = b.id order by s.created_at limit 1),
        (select '/subscribers/' || min(s.id::text) || '/merge/' || max(s.id::text) from subscribers s where s.brand_id = b.id and s.merged_into_id is null and s.erased_at is null),
        (select '/settings/topics/' || t.id from topics t where t.brand_id = b.id and t.key = 'acties'),
        (select '/templates/' || t.id || '?view=quality' from templates t where t.brand_id = b.id and t.name = 'actie_van_de_week'),
        (select '/campaigns/' || c.id from campaigns c where c.brand_id = b.id and c.state = 'done' order by c.started_at desc limit 1),
        (select '/campaigns/' || c.id || '/edit?step=review' from campaigns c where c.brand_id = b.id and c.state = 'draft' limit 1)
      ] as paths from brands b where b.slug = ${demoBrand}`
    return (row?.paths ?? []).filter((path): path is string => path !== null)
  })

// Light at a desk, dark on a phone: each page in both themes and both sizes between them.
test('every page can be used with any senses and fits the screen', async ({ staffPage: page, isMobile }) => {
  test.setTimeout(420_000)
  const theme = isMobile ? 'dark' : 'light'
  await page.context().addCookies([{ name: 'theme', value: theme, domain: 'localhost', path: '/' }])
  for (const path of [...pages, ...(await details())]) {
    await test.step(path || '/', async () => {
      await open(page, path)
      await expectAccessible(page)
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      expect(overflow, 'wider than the screen').toBeLessThanOrEqual(0)
    })
  }
})

test('every page speaks Dutch', async ({ staffPage: page }) => {
  await page.context().addCookies([{ name: 'locale', value: 'nl', domain: 'localhost', path: '/' }])
  for (const [path, title] of [
    ['', 'Overzicht'],
    ['/landing-pages', 'Landingspagina’s'],
    ['/qr-codes', 'QR-codes'],
    ['/subscribers', 'Abonnees'],
    ['/templates', 'Sjablonen'],
    ['/campaigns', 'Campagnes'],
    ['/settings', 'Instellingen'],
  ] as const) {
    await open(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl')
  }
})

test('public pages and the sign-in have no serious finding', async ({ visitorPage: page }) => {
  for (const path of [
    '/sign-in',
    '/p/winterbeurt',
    '/p/winterbeurt?lang=en',
    '/p/there-is-none',
    '/q/NONE1',
    '/verify',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  }
})
