import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { openDatabase } from '@/db/client'
import { demoPassword, demoStaff } from '@/db/seed/demo-staff'
import { findChromium } from './chromium'
import { root, run } from './run'
import { Output } from './supervisor/output'
import { startOwnStack } from './supervisor/own-stack'

// npm run screenshots: every screen of the running product with the demo data, into docs/screenshots (the ones README
// shows) or, with --all, in both themes, languages and sizes into test-results/screenshots.

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
type Look = { size: keyof typeof sizes; theme: 'light' | 'dark'; locale: 'nl' | 'en' }

const brand = 'fietserij-noord'

await run(async ([flag]) => {
  const all = flag === '--all'
  const folder = path.join(root, all ? 'test-results/screenshots' : 'docs/screenshots')
  mkdirSync(folder, { recursive: true })
  const output = new Output({ processLog: path.join(root, 'test-results', 'screenshots.log') })
  let dispose: () => Promise<void> = async () => undefined
  try {
    const executablePath = await findChromium(output)
    const stack = await startOwnStack({
      output,
      onMade: (how) => {
        dispose = how
      },
    })
    const screens = await listScreens(stack.databaseUrl, stack.simulatorUrl)
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    })
    const looks: Look[] = all
      ? (['desktop', 'phone'] as const).flatMap((size) =>
          (['light', 'dark'] as const).map(
            (theme): Look => ({ size, theme, locale: theme === 'dark' ? 'nl' : 'en' }),
          ),
        )
      : [{ size: 'desktop', theme: 'light', locale: 'en' }]
    for (const look of looks) await shootAll(browser, stack.baseUrl, screens, look, folder, all)
    if (!all) {
      const dark: Look = { size: 'desktop', theme: 'dark', locale: 'nl' }
      await shootAll(
        browser,
        stack.baseUrl,
        { 'overview-dark': screens.overview as string },
        dark,
        folder,
        false,
      )
      const phone: Look = { size: 'phone', theme: 'light', locale: 'nl' }
      const onPhone = { 'overview-phone': screens.overview as string, 'page-phone': '/p/winterbeurt' }
      await shootAll(browser, stack.baseUrl, onPhone, phone, folder, false)
    }
    await browser.close()
    return 0
  } finally {
    await dispose()
  }
})

/** Screens by name, with the address of each. */
async function listScreens(databaseUrl: string, simulatorUrl: string): Promise<Record<string, string>> {
  const { sql, close } = openDatabase(databaseUrl, { max: 1 })
  const [ids] = await sql<Record<'page' | 'code' | 'person' | 'template' | 'campaign' | 'draft', string>[]>`
    select (select l.id from landing_pages l where l.brand_id = b.id and l.slug = 'winterbeurt') as page,
      (select q.id from qr_codes q where q.brand_id = b.id order by q.created_at limit 1) as code,
      (select s.id from subscribers s where s.brand_id = b.id and s.name = 'Sanne de Wit' limit 1) as person,
      (select t.id from templates t where t.brand_id = b.id and t.name = 'actie_van_de_week' limit 1) as template,
      (select c.id from campaigns c where c.brand_id = b.id and c.state = 'done' order by c.started_at desc limit 1) as campaign,
      (select c.id from campaigns c where c.brand_id = b.id and c.state = 'draft' limit 1) as draft
    from brands b where b.slug = ${brand}`
  await close()
  if (!ids) throw new Error('The demo brand is not there')
  const at = (rest: string) => `/${brand}${rest}`
  return {
    overview: at(''),
    'landing-pages': at('/landing-pages'),
    'page-builder': at(`/landing-pages/${ids.page}`),
    'new-page': at('/landing-pages/new'),
    'qr-codes': at('/qr-codes'),
    'qr-code': at(`/qr-codes/${ids.code}`),
    'qr-studio': at(`/qr-codes/${ids.code}/design`),
    subscribers: at('/subscribers'),
    proof: at(`/subscribers/${ids.person}`),
    templates: at('/templates'),
    'template-quality': at(`/templates/${ids.template}?view=quality`),
    campaigns: at('/campaigns'),
    'campaign-progress': at(`/campaigns/${ids.campaign}`),
    'campaign-review': at(`/campaigns/${ids.draft}/edit?step=review`),
    settings: at('/settings'),
    simulator: at('/simulator'),
    page: '/p/winterbeurt',
    'sign-in': '/sign-in',
    'simulated-phones': simulatorUrl,
  }
}

async function shootAll(
  browser: Browser,
  baseURL: string,
  screens: Record<string, string>,
  look: Look,
  folder: string,
  nameLook: boolean,
): Promise<void> {
  const context = await browser.newContext({
    baseURL,
    viewport: sizes[look.size],
    colorScheme: look.theme,
    locale: look.locale === 'nl' ? 'nl-NL' : 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    deviceScaleFactor: look.size === 'phone' ? 2 : 1,
  })
  const { hostname } = new URL(baseURL)
  await context.addCookies([
    { name: 'theme', value: look.theme, domain: hostname, path: '/' },
    { name: 'locale', value: look.locale, domain: hostname, path: '/' },
  ])
  const page = await context.newPage()
  await signIn(page)
  for (const [name, address] of Object.entries(screens)) {
    if (name === 'sign-in') continue
    await page.goto(address, { waitUntil: 'networkidle' })
    const file = nameLook ? `${name}-${look.size}-${look.theme}-${look.locale}.png` : `${name}.png`
    await page.screenshot({ path: path.join(folder, file) })
  }
  await context.close()
}

async function signIn(page: Page): Promise<void> {
  const [owner] = demoStaff
  if (!owner) throw new Error('The demo has no staff')
  await page.goto('/sign-in')
  await page.locator('input[type=email]').fill(owner.email)
  await page.locator('input[type=password]').fill(demoPassword)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
