import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import type { BrandContext } from '@/core/brands/scope'
import { confirmSignUp } from '@/core/subscribers/sign-up'
import type { Database } from '@/db/client'
import { consentEvents, signUps } from '@/db/schema/consent'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { createQrCode } from '../qr-codes/commands'
import { makeTestBrand } from '../testing-brand'
import { createLandingPage, saveDraft, unpublishLandingPage } from './commands'
import { withText } from './edit/rules'
import { handleLandingPage } from './http'
import { publishLandingPage } from './publish'
import { getLandingPage, listVersions } from './queries'

let store: TestDatabase
let database: Database
let ctx: BrandContext
let topicIds: readonly [string, string]
const now = new Date('2026-11-20T09:00:00Z')
const host = 'http://localhost:3000'
let visitors = 0

beforeAll(async () => {
  store = await createTestDatabase()
  database = { db: store.db, sql: store.sql, close: store.drop }
  const brand = await makeTestBrand(store, 'noord', now)
  ctx = brand.ctx
  topicIds = brand.topicIds
})
afterAll(() => store.drop())
// Each test comes from a network of its own, so that none meets another's limits.
beforeEach(() => {
  visitors += 1
})

const client = () => ({ 'x-vinkje-client-ip': `192.0.2.${visitors}`, 'accept-language': 'nl,en;q=0.5' })

const get = (path: string, headers: Record<string, string> = {}, at = now) =>
  handleLandingPage(new Request(`${host}${path}`, { headers: { ...client(), ...headers } }), { database, now: at })

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}, at = now) {
  const body = new URLSearchParams({ country: 'NL', homepage: '', lang: 'nl', ...fields })
  const all = { ...client(), origin: host, ...headers }
  return handleLandingPage(new Request(`${host}${path}`, { method: 'POST', body, headers: all }), { database, now: at })
}

async function makePage(slug: string, isLive = true) {
  const chosen = topicIds.map((topicId) => ({ topicId }))
  const page = await createLandingPage(ctx, { name: slug, slug, startingPoint: 'winter-service', topics: chosen })
  if (isLive) await publishLandingPage(ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
  return page
}

const findPerson = async (phoneE164: string) =>
  (await store.db.select().from(subscribers).where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.phoneE164, phoneE164))))[0]

describe('a live page', () => {
  beforeAll(() => makePage('winter'))

  test('is a small document without scripts, that nothing outside may change or frame', async () => {
    const response = await get('/p/winter', { 'accept-encoding': 'gzip' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeLessThan(15_000)
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-[^']+'.*frame-ancestors 'none'/)
    const html = await (await get('/p/winter')).text()
    expect(html).not.toMatch(/<script|\son[a-z]+=|style="|\uE000/)
    expect(html).toContain('Fietserij &lt;noord&gt;')
    expect(html).not.toMatch(/id="consent"[^>]*checked/)
  })

  test('speaks the language asked for in the address, else that of the browser, else that of the brand', async () => {
    const language = async (path: string, accept: string) =>
      /<html lang="(\w+)"/.exec(await (await get(path, { 'accept-language': accept })).text())?.[1]
    expect(await language('/p/winter', 'en-US,nl;q=0.8')).toBe('en')
    expect(await language('/p/winter?lang=nl', 'en')).toBe('nl')
    expect(await language('/p/winter', 'de')).toBe('nl')
    expect(await language('/p/winter?lang=xx', 'nl;q=0.1,en;q=0.9')).toBe('en')
  })

  test('is not sent again while it has not changed', async () => {
    const first = await get('/p/winter', { 'accept-encoding': 'br' })
    const etag = first.headers.get('etag') ?? ''
    expect((await get('/p/winter', { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(304)
    expect((await get('/p/winter', { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200)
  })

  test('answers other methods with what it allows', async () => {
    const request = new Request(`${host}/p/winter`, { method: 'DELETE', headers: client() })
    const response = await handleLandingPage(request, { database, now })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
    const head = await handleLandingPage(new Request(`${host}/p/winter`, { method: 'HEAD', headers: client() }), { database, now })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('takes a tick and a number, and leads to the code', async () => {
    const response = await post('/p/winter?q=NONE&utm_source=poster&evil=1', { phone: '06 1234 4471', consent: 'yes' })
    expect(response.status).toBe(303)
    const confirm = response.headers.get('location') ?? ''
    expect(confirm).toMatch(/^\/p\/winter\/confirm\/[\w-]{48}$/)
    const html = await (await get(confirm)).text()
    const [signUp] = await store.db.select().from(signUps).where(eq(signUps.brandId, ctx.scope.brandId))
    expect(html).toContain(signUp?.code)
    expect(html).toContain(`href="http://localhost:3001/wa.me/31201234567?text=Ja%2C%20meld%20mij%20aan.%20Code%20${signUp?.code}"`)
    expect(html).toContain('+31 6 •••• 4471')
    expect(html).toContain('zo 22 november om 10:00 CET')
    expect(html).not.toContain('0612344471')
    const events = await store.db.select().from(consentEvents).where(eq(consentEvents.brandId, ctx.scope.brandId))
    expect(events).toHaveLength(2)
    expect(events[0]?.details).toMatchObject({ utm_source: 'poster' })
  })

  test('pressed twice gives one waiting sign-up and one set of events', async () => {
    const fields = { phone: '0612345001', consent: 'yes' }
    const [one, two] = await Promise.all([post('/p/winter', fields), post('/p/winter', fields)])
    expect([one.status, two.status]).toEqual([303, 303])
    const person = await findPerson('+31612345001')
    const waiting = await store.db.select().from(signUps).where(eq(signUps.subscriberId, person?.id ?? ''))
    expect(waiting).toHaveLength(1)
    const events = await store.db.select().from(consentEvents).where(eq(consentEvents.subscriberId, person?.id ?? ''))
    expect(events).toHaveLength(2)
  })

  test('answers a number that is subscribed already as it answers any other', async () => {
    const fields = { phone: '0612345002', consent: 'yes' }
    const first = await get((await post('/p/winter', fields)).headers.get('location') ?? '')
    const person = await findPerson('+31612345002')
    const [signUp] = await store.db.select().from(signUps).where(eq(signUps.subscriberId, person?.id ?? ''))
    await confirmSignUp(ctx, { code: signUp?.code ?? '', fromE164: '+31612345002', providerMessageId: 'wamid.1', at: now, text: '' })
    const again = await post('/p/winter', fields)
    const second = await get(again.headers.get('location') ?? '')
    const shape = async (response: Response) =>
      (await response.text()).replace(/<svg role="img".*?<\/svg>/s, '').replaceAll(/(Code%20|class="code">)[0-9A-Z]{5}/g, '$1')
    expect([again.status, second.status]).toEqual([303, first.status])
    expect(await shape(second)).toBe(await shape(first))
  })

  test('ties the sign-up to the code that was scanned, and to nobody else’s', async () => {
    const page = await store.db.select().from(landingPages).where(eq(landingPages.slug, 'winter'))
    const code = await createQrCode(ctx, { label: 'Etalage', landingPageId: page[0]?.id ?? '' })
    await post(`/p/winter?q=${code.code.toLowerCase()}`, { phone: '0612345003', consent: 'yes' })
    const person = await findPerson('+31612345003')
    const [signUp] = await store.db.select().from(signUps).where(eq(signUps.subscriberId, person?.id ?? ''))
    expect(signUp?.qrCodeId).toBe(code.id)
  })
})

describe('a form that is not right', () => {
  beforeAll(() => makePage('fout'))

  test.each([
    ['no number', { phone: ' ', consent: 'yes' }, 'phone-error', 'Vul je mobiele nummer in.'],
    ['half a number', { phone: '06 12', consent: 'yes' }, 'phone-error', 'Dit nummer klopt niet voor Nederland.'],
    ['a Dutch number under Belgium', { phone: '06 12345678', country: 'BE', consent: 'yes' }, 'phone-error', 'Dit nummer klopt niet voor België.'],
    ['no tick', { phone: '0612345678' }, 'consent-error', 'Zet een vinkje'],
    ['another value for the tick', { phone: '0612345678', consent: 'true' }, 'consent-error', 'Zet een vinkje'],
  ])('%s: the message stands beside the field and what was typed is kept', async (_, fields, id, text) => {
    const response = await post('/p/fout', fields)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(`aria-describedby="${id}"`)
    expect(html.indexOf(text)).toBeGreaterThan(html.indexOf(`id="${id}"`))
    expect(html).toContain(`value="${fields.phone}"`)
    expect(html).toMatch(/ autofocus aria-invalid="true"/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('the first wrong field gets the focus, and a tick that was set stays set', async () => {
    const both = await (await post('/p/fout', { phone: '1' })).text()
    expect(both.match(/autofocus/g)).toHaveLength(1)
    expect(both).toMatch(/id="phone"[^>]*autofocus/)
    const ticked = await (await post('/p/fout', { phone: '1', consent: 'yes' })).text()
    expect(ticked).toMatch(/id="consent"[^>]* checked/)
  })

  test('the chosen country comes back chosen, and typed markup comes back as text', async () => {
    const html = await (await post('/p/fout', { phone: '"><script>x</script>', country: 'BE', consent: 'yes' })).text()
    expect(html).toMatch(/<option value="BE" selected>\+32/)
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"')
  })

  test('a form of another website is turned away', async () => {
    expect((await post('/p/fout', { phone: '0612345678', consent: 'yes' }, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/p/fout', { phone: '0612345678', consent: 'yes' }, { origin: 'null' })).status).toBe(403)
    expect(await findPerson('+31612345678')).toBeUndefined()
  })

  test('what only a machine fills in is thanked for and forgotten', async () => {
    const response = await post('/p/fout', { phone: '0612345679', consent: 'yes', homepage: 'https://spam.example' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/p/fout'])
    expect(await findPerson('+31612345679')).toBeUndefined()
  })

  test('what is no form, or far too much, is turned away', async () => {
    const send = (body: string, type: string) =>
      handleLandingPage(
        new Request(`${host}/p/fout`, { method: 'POST', body, headers: { ...client(), 'content-type': type } }),
        { database, now },
      )
    expect((await send('{}', 'application/json')).status).toBe(415)
    expect((await send(`phone=${'1'.repeat(40_000)}`, 'application/x-www-form-urlencoded')).status).toBe(415)
  })

  test('too many tries for one number wait, with what was typed kept', async () => {
    const fields = { phone: '0612345680', consent: 'yes' }
    const statuses: number[] = []
    for (let i = 0; i < 7; i += 1) statuses.push((await post('/p/fout', fields)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429])
    const last = await post('/p/fout', fields)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last.text()).toContain('value="0612345680"')
  })
})

describe('the page with the code', () => {
  beforeAll(() => makePage('code'))

  test('shows that it is done once the message came, and that it expired when it did not', async () => {
    const fields = { phone: '0612346001', consent: 'yes' }
    const confirm = (await post('/p/code', fields)).headers.get('location') ?? ''
    expect(await (await get(`${confirm}?sent=1`)).text()).toContain('Je bericht is er nog niet.')
    const late = await get(confirm, {}, new Date('2026-11-22T09:00:01Z'))
    expect([late.status, /<h1>(.*?)<\/h1>/.exec(await late.text())?.[1]]).toEqual([410, 'Je code is verlopen'])
    const person = await findPerson('+31612346001')
    const [signUp] = await store.db.select().from(signUps).where(eq(signUps.subscriberId, person?.id ?? ''))
    await confirmSignUp(ctx, { code: signUp?.code ?? '', fromE164: '+31612346001', providerMessageId: 'wamid.2', at: now, text: '' })
    expect(await (await get(confirm)).text()).toContain('Je bent aangemeld')
  })

  test('cannot be guessed, borrowed from another page or opened for ever', async () => {
    const confirm = (await post('/p/code', { phone: '0612346002', consent: 'yes' })).headers.get('location') ?? ''
    const other = confirm.at(-1) === 'A' ? 'B' : 'A'
    expect((await get(confirm.slice(0, 20) + other + confirm.slice(21))).status).toBe(404)
    await makePage('ander')
    expect((await get(confirm.replace('/code/', '/ander/'))).status).toBe(404)
    expect((await get(confirm, {}, new Date('2026-11-28T09:00:00Z'))).status).toBe(410)
  })
})

describe('publishing', () => {
  test('a page that is unknown, never published or taken offline says so in both languages', async () => {
    expect((await get('/p/bestaat-niet')).status).toBe(404)
    const draft = await makePage('concept', false)
    expect((await get('/p/concept')).status).toBe(404)
    await publishLandingPage(ctx, { pageId: draft.id, revision: 1, render: renderLandingPage })
    await expect.poll(async () => (await get('/p/concept')).status).toBe(200)
    await unpublishLandingPage(ctx, { pageId: draft.id })
    await expect.poll(async () => (await get('/p/concept')).status).toBe(410)
    const html = await (await get('/p/concept')).text()
    expect(html).toContain('Aanmelden kan hier niet meer')
    expect(html).toContain('You can no longer sign up here')
    expect((await post('/p/concept', { phone: '0612345678', consent: 'yes' })).status).toBe(410)
  })

  test('two tabs publishing at once make one version', async () => {
    const page = await makePage('tabs', false)
    const publish = () => publishLandingPage(ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
    const both = await Promise.all([publish(), publish()])
    expect(both.map(({ version }) => version)).toEqual([1, 1])
    expect(both.filter(({ alreadyPublished }) => alreadyPublished)).toHaveLength(1)
    expect(await listVersions(ctx, page.id)).toHaveLength(1)
  })

  test('a tab that is behind overwrites and publishes nothing', async () => {
    const page = await makePage('achter', false)
    const { content } = await getLandingPage(ctx, page.id)
    const save = { pageId: page.id, revision: 1, name: 'Achter', slug: 'achter', content }
    expect((await saveDraft(ctx, save)).revision).toBe(2)
    await expect(saveDraft(ctx, save)).rejects.toMatchObject({ code: 'page-changed-elsewhere' })
    await expect(publishLandingPage(ctx, { pageId: page.id, revision: 1, render: renderLandingPage })).rejects.toMatchObject({
      code: 'page-changed-elsewhere',
    })
  })

  test('an unfinished page is refused, and an address that is taken, odd or in print', async () => {
    const page = await makePage('bezet', false)
    const start = { name: 'Nieuw', startingPoint: 'event' as const, topics: [] }
    await expect(createLandingPage(ctx, { ...start, slug: 'bezet' })).rejects.toMatchObject({ code: 'slug-taken', field: 'slug' })
    await expect(createLandingPage(ctx, { ...start, slug: 'зима-2026' })).rejects.toMatchObject({ code: 'slug-invalid' })
    const { content } = await getLandingPage(ctx, page.id)
    const broken = withText(content, { blockId: 'root', path: 'title' }, { nl: 'Titel', en: '' })
    await saveDraft(ctx, { pageId: page.id, revision: 1, name: 'Bezet', slug: 'bezet', content: broken })
    await expect(publishLandingPage(ctx, { pageId: page.id, revision: 2, render: renderLandingPage })).rejects.toMatchObject({
      code: 'page-incomplete',
      params: { count: 1 },
    })
    await saveDraft(ctx, { pageId: page.id, revision: 2, name: 'Bezet', slug: 'bezet', content })
    await publishLandingPage(ctx, { pageId: page.id, revision: 3, render: renderLandingPage })
    const moved = { pageId: page.id, revision: 3, name: 'Bezet', slug: 'verhuisd', content }
    await expect(saveDraft(ctx, moved)).rejects.toMatchObject({ code: 'slug-invalid', field: 'slug' })
  })

  test('a sign-up counts for the version that was on the screen, also when a newer one went live', async () => {
    const page = await makePage('tijdens')
    const seen = /name="version" value="([0-9a-f-]+)"/.exec(await (await get('/p/tijdens')).text())?.[1] ?? ''
    const { content } = await getLandingPage(ctx, page.id)
    const changed = withText(content, { blockId: 'root', path: 'title' }, { nl: 'Anders', en: 'Different' })
    await saveDraft(ctx, { pageId: page.id, revision: 1, name: 'Tijdens', slug: 'tijdens', content: changed })
    await publishLandingPage(ctx, { pageId: page.id, revision: 2, render: renderLandingPage })
    await expect.poll(async () => (await get('/p/tijdens')).text()).toContain('<title>Anders')
    await post('/p/tijdens', { phone: '0612347001', consent: 'yes', version: seen })
    const person = await findPerson('+31612347001')
    const [signUp] = await store.db.select().from(signUps).where(eq(signUps.subscriberId, person?.id ?? ''))
    const [version] = await store.db.select().from(landingPageVersions).where(eq(landingPageVersions.id, signUp?.landingPageVersionId ?? ''))
    expect(version?.version).toBe(1)
  })

  test('staff of one brand cannot touch another brand’s page', async () => {
    const page = await makePage('eigen', false)
    const other = await makeTestBrand(store, 'zuid', now)
    await expect(publishLandingPage(other.ctx, { pageId: page.id, revision: 1, render: renderLandingPage })).rejects.toMatchObject({ code: 'not-found' })
    await expect(getLandingPage(other.ctx, page.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(createQrCode(other.ctx, { label: 'X', landingPageId: page.id })).rejects.toMatchObject({ code: 'not-found' })
  })
})
