import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { suppress } from '@/core/consent/suppressions'
import { withdrawConsent } from '@/core/consent/withdraw'
import { confirmSignUp } from '@/core/subscribers/sign-up'
import { now, openTestPages } from '../testing-pages'
import { makeStamp, makeTurn, readStamp, waitOfTurn } from './stamp'

let pages: Awaited<ReturnType<typeof openTestPages>>
beforeAll(async () => {
  pages = await openTestPages()
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

const later = (ms: number) => new Date(now.getTime() + ms)
const versionIn = (html: string) => /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''

/** What a phone without scripts does with the form that it got: fills it in and sends it. */
async function open(slug: string, at = now) {
  const html = await (await pages.get(`/p/${slug}`, {}, at)).text()
  const version = versionIn(html)
  return { html, version }
}

const work = (version: string, phone: string) => {
  for (let n = 0; ; n += 1) {
    const hash = createHash('sha256').update(`${version}|${phone}|${n}`).digest()
    if (hash.readUInt16BE(0) >> 3 === 0) return String(n)
  }
}

describe('the stamp of a form', () => {
  test('is good from two seconds until a week after, and cannot be made by anybody else', () => {
    const stamp = makeStamp(now)
    expect(readStamp(stamp, later(1_999))).toBe('too-soon')
    expect(readStamp(stamp, later(2_000))).toBe('good')
    expect(readStamp(stamp, later(7 * 24 * 3_600_000))).toBe('good')
    expect(readStamp(stamp, later(7 * 24 * 3_600_000 + 1))).toBe('missing')
    const [, signature] = stamp.split('.')
    const earlier = (Math.floor(now.getTime() / 1000) - 60).toString(36)
    expect(readStamp(`${earlier}.${signature}`, now)).toBe('missing')
    for (const wrong of [undefined, '', '.', 'x', `${stamp}x`]) expect(readStamp(wrong, now)).toBe('missing')
  })

  test('says nothing about who asked: everybody of one second gets the same document', async () => {
    await pages.makePage('zelfde')
    const first = await open('zelfde')
    pages.newVisitor()
    expect((await open('zelfde')).html).toBe(first.html)
    expect((await open('zelfde', later(1_000))).html).not.toBe(first.html)
  })

  test('does not make browsers fetch a page anew that says the same', async () => {
    const first = await pages.get('/p/zelfde')
    const known = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await pages.get('/p/zelfde', known, later(60_000))).status).toBe(304)
    expect((await pages.get('/p/zelfde', known, later(24 * 3_600_000))).status).toBe(200)
  })

  test('is for one number where it is a turn to wait for', () => {
    const turn = makeTurn('+31612345678', now)
    expect(waitOfTurn(turn, '+31612345678', later(10_000))).toBe(20_000)
    expect(waitOfTurn(turn, '+31612345678', later(30_000))).toBe(0)
    expect(waitOfTurn(turn, '+31687654321', later(30_000))).toBeUndefined()
    expect(waitOfTurn(makeStamp(now), '+31612345678', later(30_000))).toBeUndefined()
  })
})

describe('a form that nobody can have read', () => {
  beforeAll(() => pages.makePage('snel'))

  test('is shown once more with what was typed, and taken at the second press', async () => {
    const { version } = await open('snel')
    const fields = { phone: '0612347001', consent: 'yes', version }
    const fast = await pages.post('/p/snel', fields, {}, later(500))
    const html = await fast.text()
    expect(fast.status).toBe(422)
    expect(html).toContain('Druk nog één keer op de knop')
    expect(html).toContain('value="0612347001"')
    expect(await pages.findPerson('+31612347001')).toBeUndefined()
    const second = await pages.post('/p/snel', { ...fields, version: versionIn(html) }, {}, later(2_500))
    expect(second.status).toBe(303)
  })

  test('that was never asked for is shown as well, with a stamp that counts from now', async () => {
    const sent = await pages.post('/p/snel', { phone: '0612347002', consent: 'yes', version: '' })
    const version = versionIn(await sent.text())
    expect(sent.status).toBe(422)
    const again = await pages.post(
      '/p/snel',
      { phone: '0612347002', consent: 'yes', version },
      {},
      later(3_000),
    )
    expect(again.status).toBe(303)
  })
})

describe('while machines are at the door', () => {
  const script = /<script>(.*?)<\/script>/s

  test('people without a script wait half a minute and are taken; with one they are taken at once', async () => {
    await pages.makePage('druk')
    expect((await open('druk')).html).not.toContain('<script')
    for (let i = 0; i < 40; i += 1) {
      pages.newVisitor()
      await pages.post('/p/druk', { phone: '0612347100', consent: 'yes', homepage: 'https://spam.example' })
    }
    pages.newVisitor()
    const response = await pages.get('/p/druk')
    const html = await response.text()
    const source = script.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(source).digest('base64')
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}'`)

    const fields = { phone: '06 12 34 71 01', consent: 'yes', version: versionIn(html) }
    const bare = await pages.post('/p/druk', fields, {}, later(5_000))
    const turnPage = await bare.text()
    expect([bare.status, await pages.findPerson('+31612347101')]).toEqual([422, undefined])
    expect(turnPage).toContain('Wacht 30 tellen')
    const turn = { ...fields, version: versionIn(turnPage) }
    expect(await (await pages.post('/p/druk', turn, {}, later(25_000))).text()).toContain('Wacht 10 tellen')
    const other = { ...turn, phone: '0612347102' }
    expect((await pages.post('/p/druk', other, {}, later(40_000))).status).toBe(422)
    expect((await pages.post('/p/druk', turn, {}, later(35_000))).status).toBe(303)

    const done = { ...fields, phone: '0612347103', work: work(fields.version, '0612347103') }
    expect((await pages.post('/p/druk', done, {}, later(5_000))).status).toBe(303)
    const borrowed = { ...done, phone: '0612347104' }
    expect((await pages.post('/p/druk', borrowed, {}, later(5_000))).status).toBe(422)
    // A quarter of an hour after the last of them the door is open again.
    expect((await open('druk', later(16 * 60_000))).html).not.toContain('<script')
  })

  test('other pages stay as they are', async () => {
    await pages.makePage('rustig')
    expect((await open('rustig')).html).not.toContain('<script')
  })
})

describe('a brand that serves some countries only', () => {
  beforeAll(() => pages.makePage('landen'))

  test('says which numbers it takes, and stores nothing of another', async () => {
    await pages.setBrand({ servedCountries: ['NL', 'BE'] })
    const german = await pages.post('/p/landen', { phone: '+49 151 23456789', consent: 'yes' })
    const html = await german.text()
    expect(german.status).toBe(422)
    expect(html).toContain('+31 (Nederland) of +32 (België)')
    expect(html).toMatch(/id="phone"[^>]*aria-invalid="true"/)
    expect(await pages.findPerson('+4915123456789')).toBeUndefined()
    expect(
      (await pages.post('/p/landen', { phone: '0470 12 34 56', country: 'BE', consent: 'yes' })).status,
    ).toBe(303)
    await pages.setBrand({ servedCountries: [] })
    const again = () => pages.post('/p/landen', { phone: '+49 151 23456789', consent: 'yes' })
    await expect.poll(async () => (await again()).status).toBe(303)
  })
})

describe('a stranger who types somebody else’s number', () => {
  beforeAll(() => pages.makePage('vreemd'))
  const fieldsOf = (phone: string) => ({ phone, consent: 'yes' })
  const codeOf = async (phone: string) => {
    const person = await pages.findPerson(phone)
    return (await pages.listSignUps(person?.id)).at(-1)?.code ?? ''
  }
  const confirm = async (phone: string) =>
    confirmSignUp(pages.ctx, {
      code: await codeOf(phone),
      fromE164: phone,
      providerMessageId: `wamid.${phone}`,
      at: now,
      text: '',
    })

  /** Status, headers and document, without what is new in each: code, its picture and address. */
  async function seen(phone: string) {
    const answer = await pages.post('/p/vreemd', fieldsOf(phone))
    const page = await pages.get(answer.headers.get('location') ?? '')
    const document = (await page.text())
      .replace(/<svg role="img".*?<\/svg>/s, '')
      .replaceAll(/(Code%20|class="code">)[0-9A-Z]{5}/g, '$1')
      .replaceAll(/•••• \d{4}/g, '')
    const headers = [...answer.headers].filter(([name]) => name !== 'location')
    return { status: [answer.status, page.status], headers, document }
  }

  test.each([
    [
      'waits for its message',
      '+31612347201',
      async (phone: string) => void (await pages.post('/p/vreemd', fieldsOf(phone))),
    ],
    [
      'is subscribed',
      '+31612347202',
      async (phone: string) => {
        await pages.post('/p/vreemd', fieldsOf(phone))
        await confirm(phone)
      },
    ],
    [
      'left earlier',
      '+31612347203',
      async (phone: string) => {
        await pages.post('/p/vreemd', fieldsOf(phone))
        await confirm(phone)
        const person = await pages.findPerson(phone)
        await withdrawConsent(pages.ctx, {
          subscriberId: person?.id ?? '',
          scope: 'all',
          method: 'keyword',
          source: { kind: 'whatsapp_thread' },
          evidence: {},
        })
      },
    ],
    [
      'is on the suppression list',
      '+31612347204',
      async (phone: string) =>
        void (await suppress(pages.ctx, { identity: phone, scope: 'all', reason: 'complaint' })),
    ],
  ])('learns nothing about one that %s', async (_, phone, before) => {
    await before(phone)
    pages.newVisitor()
    const unknown = await seen('+31612347299')
    pages.newVisitor()
    expect(await seen(phone)).toEqual(unknown)
  })
})
