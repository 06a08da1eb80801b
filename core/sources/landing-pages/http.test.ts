import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirmSignUp } from '@/core/subscribers/sign-up'
import { consentEvents, signUps } from '@/db/schema/consent'
import { landingPages } from '@/db/schema/landing-pages'
import { createQrCode } from '../qr-codes/commands'
import { now, openTestPages } from './testing-pages'

let pages: Awaited<ReturnType<typeof openTestPages>>

beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

describe('a live page', () => {
  beforeAll(() => pages.makePage('winter'))

  test('is a small document without scripts, that nothing outside may change or frame', async () => {
    const response = await pages.get('/p/winter', { 'accept-encoding': 'gzip' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeLessThan(15_000)
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'.*frame-ancestors 'none'/,
    )
    const html = await (await pages.get('/p/winter')).text()
    expect(html).not.toMatch(/<script|\son[a-z]+=|style="|\uE000/)
    expect(html).toContain('Fietserij &lt;noord&gt;')
    expect(html).not.toMatch(/id="consent"[^>]*checked/)
  })

  test('speaks the language asked for in the address, else that of the browser, else that of the brand', async () => {
    const language = async (path: string, accept: string) =>
      /<html lang="(\w+)"/.exec(await (await pages.get(path, { 'accept-language': accept })).text())?.[1]
    expect(await language('/p/winter', 'en-US,nl;q=0.8')).toBe('en')
    expect(await language('/p/winter?lang=nl', 'en')).toBe('nl')
    expect(await language('/p/winter', 'de')).toBe('nl')
    expect(await language('/p/winter?lang=xx', 'nl;q=0.1,en;q=0.9')).toBe('en')
  })

  test('is not sent again while it has not changed', async () => {
    const first = await pages.get('/p/winter', { 'accept-encoding': 'br' })
    const etag = first.headers.get('etag') ?? ''
    expect((await pages.get('/p/winter', { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(
      304,
    )
    expect((await pages.get('/p/winter', { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(
      200,
    )
  })

  test('answers other methods with what it allows', async () => {
    const response = await pages.send('/p/winter', { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
    const head = await pages.send('/p/winter', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('takes a tick and a number, and leads to the code', async () => {
    const response = await pages.post('/p/winter?q=NONE&utm_source=poster&evil=1', {
      phone: '06 1234 4471',
      consent: 'yes',
    })
    expect(response.status).toBe(303)
    const confirm = response.headers.get('location') ?? ''
    expect(confirm).toMatch(/^\/p\/winter\/confirm\/[\w-]{48}$/)
    const html = await (await pages.get(confirm)).text()
    const [signUp] = await pages.store.db
      .select()
      .from(signUps)
      .where(eq(signUps.brandId, pages.ctx.scope.brandId))
    expect(html).toContain(signUp?.code)
    expect(html).toContain(
      `href="http://localhost:3001/wa.me/31201234567?text=Ja%2C%20meld%20mij%20aan.%20Code%20${signUp?.code}"`,
    )
    expect(html).toContain('+31 6 •••• 4471')
    expect(html).toContain('zo 22 november om 10:00 CET')
    expect(html).not.toContain('0612344471')
    const events = await pages.store.db
      .select()
      .from(consentEvents)
      .where(eq(consentEvents.brandId, pages.ctx.scope.brandId))
    expect(events).toHaveLength(2)
    expect(events[0]?.details).toMatchObject({ utm_source: 'poster' })
  })

  test('pressed twice gives one waiting sign-up and one set of events', async () => {
    const fields = { phone: '0612345001', consent: 'yes' }
    const [one, two] = await Promise.all([pages.post('/p/winter', fields), pages.post('/p/winter', fields)])
    expect([one.status, two.status]).toEqual([303, 303])
    const person = await pages.findPerson('+31612345001')
    const waiting = await pages.listSignUps(person?.id)
    expect(waiting).toHaveLength(1)
    const events = await pages.store.db
      .select()
      .from(consentEvents)
      .where(eq(consentEvents.subscriberId, person?.id ?? ''))
    expect(events).toHaveLength(2)
  })

  test('answers a number that is subscribed already as it answers any other', async () => {
    const fields = { phone: '0612345002', consent: 'yes' }
    const first = await pages.get((await pages.post('/p/winter', fields)).headers.get('location') ?? '')
    const person = await pages.findPerson('+31612345002')
    const [signUp] = await pages.listSignUps(person?.id)
    await confirmSignUp(pages.ctx, {
      code: signUp?.code ?? '',
      fromE164: '+31612345002',
      providerMessageId: 'wamid.1',
      at: now,
      text: '',
    })
    const again = await pages.post('/p/winter', fields)
    const second = await pages.get(again.headers.get('location') ?? '')
    const shape = async (response: Response) =>
      (await response.text())
        .replace(/<svg role="img".*?<\/svg>/s, '')
        .replaceAll(/(Code%20|class="code">)[0-9A-Z]{5}/g, '$1')
    expect([again.status, second.status]).toEqual([303, first.status])
    expect(await shape(second)).toBe(await shape(first))
  })

  test('ties the sign-up to the code that was scanned, and to nobody else’s', async () => {
    const page = await pages.store.db.select().from(landingPages).where(eq(landingPages.slug, 'winter'))
    const code = await createQrCode(pages.ctx, { label: 'Etalage', landingPageId: page[0]?.id ?? '' })
    await pages.post(`/p/winter?q=${code.code.toLowerCase()}`, { phone: '0612345003', consent: 'yes' })
    const person = await pages.findPerson('+31612345003')
    const [signUp] = await pages.listSignUps(person?.id)
    expect(signUp?.qrCodeId).toBe(code.id)
  })
})

describe('a form that is not right', () => {
  beforeAll(() => pages.makePage('fout'))

  test.each([
    ['no number', { phone: ' ', consent: 'yes' }, 'phone-error', 'Vul je mobiele nummer in.'],
    [
      'half a number',
      { phone: '06 12', consent: 'yes' },
      'phone-error',
      'Dit nummer klopt niet voor Nederland.',
    ],
    [
      'a Dutch number under Belgium',
      { phone: '06 12345678', country: 'BE', consent: 'yes' },
      'phone-error',
      'Dit nummer klopt niet voor België.',
    ],
    ['no tick', { phone: '0612345678' }, 'consent-error', 'Zet een vinkje'],
    [
      'another value for the tick',
      { phone: '0612345678', consent: 'true' },
      'consent-error',
      'Zet een vinkje',
    ],
  ])('%s: the message stands beside the field and what was typed is kept', async (_, fields, id, text) => {
    const response = await pages.post('/p/fout', fields)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(`aria-describedby="${id}"`)
    expect(html.indexOf(text)).toBeGreaterThan(html.indexOf(`id="${id}"`))
    expect(html).toContain(`value="${fields.phone}"`)
    expect(html).toMatch(/ autofocus aria-invalid="true"/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('the first wrong field gets the focus, and a tick that was set stays set', async () => {
    const both = await (await pages.post('/p/fout', { phone: '1' })).text()
    expect(both.match(/autofocus/g)).toHaveLength(1)
    expect(both).toMatch(/id="phone"[^>]*autofocus/)
    const ticked = await (await pages.post('/p/fout', { phone: '1', consent: 'yes' })).text()
    expect(ticked).toMatch(/id="consent"[^>]* checked/)
  })

  test('the chosen country comes back chosen, and typed markup comes back as text', async () => {
    const html = await (
      await pages.post('/p/fout', { phone: '"><script>x</script>', country: 'BE', consent: 'yes' })
    ).text()
    expect(html).toMatch(/<option value="BE" selected>\+32/)
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"')
  })

  test('a form of another website is turned away', async () => {
    expect(
      (
        await pages.post(
          '/p/fout',
          { phone: '0612345678', consent: 'yes' },
          { origin: 'https://evil.example' },
        )
      ).status,
    ).toBe(403)
    expect(
      (await pages.post('/p/fout', { phone: '0612345678', consent: 'yes' }, { origin: 'null' })).status,
    ).toBe(403)
    expect(await pages.findPerson('+31612345678')).toBeUndefined()
  })

  test('what only a machine fills in is thanked for and forgotten', async () => {
    const response = await pages.post('/p/fout', {
      phone: '0612345679',
      consent: 'yes',
      homepage: 'https://spam.example',
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/p/fout'])
    expect(await pages.findPerson('+31612345679')).toBeUndefined()
  })

  test('what is no form, or far too much, is turned away', async () => {
    const send = (body: string, type: string) =>
      pages.send('/p/fout', { method: 'POST', body, headers: { 'content-type': type } })
    expect((await send('{}', 'application/json')).status).toBe(415)
    expect((await send(`phone=${'1'.repeat(40_000)}`, 'application/x-www-form-urlencoded')).status).toBe(415)
  })

  test('too many tries for one number wait, with what was typed kept', async () => {
    const fields = { phone: '0612345680', consent: 'yes' }
    const statuses: number[] = []
    for (let i = 0; i < 7; i += 1) statuses.push((await pages.post('/p/fout', fields)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429])
    const last = await pages.post('/p/fout', fields)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last.text()).toContain('value="0612345680"')
  })
})

describe('the page with the code', () => {
  beforeAll(() => pages.makePage('code'))

  test('shows that it is done once the message came, and that it expired when it did not', async () => {
    const fields = { phone: '0612346001', consent: 'yes' }
    const confirm = (await pages.post('/p/code', fields)).headers.get('location') ?? ''
    expect(await (await pages.get(`${confirm}?sent=1`)).text()).toContain('Je bericht is er nog niet.')
    const late = await pages.get(confirm, {}, new Date('2026-11-22T09:00:01Z'))
    expect([late.status, /<h1>(.*?)<\/h1>/.exec(await late.text())?.[1]]).toEqual([
      410,
      'Je code is verlopen',
    ])
    const person = await pages.findPerson('+31612346001')
    const [signUp] = await pages.listSignUps(person?.id)
    await confirmSignUp(pages.ctx, {
      code: signUp?.code ?? '',
      fromE164: '+31612346001',
      providerMessageId: 'wamid.2',
      at: now,
      text: '',
    })
    expect(await (await pages.get(confirm)).text()).toContain('Je bent aangemeld')
  })

  test('cannot be guessed, borrowed from another page or opened for ever', async () => {
    const confirm =
      (await pages.post('/p/code', { phone: '0612346002', consent: 'yes' })).headers.get('location') ?? ''
    const other = confirm.at(-1) === 'A' ? 'B' : 'A'
    expect((await pages.get(confirm.slice(0, 20) + other + confirm.slice(21))).status).toBe(404)
    await pages.makePage('ander')
    expect((await pages.get(confirm.replace('/code/', '/ander/'))).status).toBe(404)
    expect((await pages.get(confirm, {}, new Date('2026-11-28T09:00:00Z'))).status).toBe(410)
  })
})
