import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eraseSubscriber } from '@/core/subscribers/erase'
import { confirmSignUp, expireSignUps } from '@/core/subscribers/sign-up'
import { signUpAnswers } from '@/db/schema/sign-up-answers'
import { attributeDefinitions } from '@/db/schema/subscribers'
import { readDay } from './answers'
import { emptyText, type FormField } from './schema'
import { now, openTestPages } from './testing-pages'

let pages: Awaited<ReturnType<typeof openTestPages>>

const field = (key: string, kind: FormField['kind'], required = false): FormField => ({
  ...{ key, kind, required },
  label: { ...emptyText(), nl: `Vraag ${key}`, en: `Question ${key}` },
  purpose: { ...emptyText(), nl: `Waarom ${key}`, en: `Why ${key}` },
})
const fields = [
  field('name', 'name', true),
  field('birthday', 'birthday'),
  field('postcode', 'postcode'),
  field('frame_size', 'own'),
]

beforeAll(async () => {
  pages = await openTestPages()
  await pages.makePageWith('vragen', { fields })
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

const answers = {
  'field:name': ' Sanne  de Wit ',
  'field:birthday': '31-12-1990',
  'field:postcode': '1034ab',
  'field:frame_size': '54',
  'field:not_asked': 'nobody asked this',
}
const send = (phone: string, more: Record<string, string> = answers) =>
  pages.post('/p/vragen', { phone, consent: 'yes', ...more })
const codeOf = async (phone: string) => {
  const person = await pages.findPerson(phone)
  return { person, signUp: (await pages.listSignUps(person?.id)).at(-1) }
}
const confirm = async (phone: string) => {
  const { signUp } = await codeOf(phone)
  const sent = { fromE164: phone, providerMessageId: `wamid.${phone}`, at: now, text: '' }
  await confirmSignUp(pages.ctx, { code: signUp?.code ?? '', ...sent })
}
const countWaiting = async () => (await pages.store.db.select().from(signUpAnswers)).length

describe('a page that asks more than a number', () => {
  test('says beside each question why it is asked, and which may be left empty', async () => {
    const html = await (await pages.get('/p/vragen')).text()
    for (const { key, required } of fields) {
      expect(html).toMatch(
        new RegExp(
          `<input id="field:${key}"[^>]*${required ? 'required' : ''}[^>]*aria-describedby="field:${key}-why"`,
        ),
      )
      expect(html).toContain(`Waarom ${key}`)
    }
    expect(html).not.toContain('\uE000')
  })

  test('gives the answers to the person when they confirm, not when anybody types their number', async () => {
    expect((await send('0612348001')).status).toBe(303)
    const before = await pages.findPerson('+31612348001')
    expect([before?.name, before?.attributes]).toEqual([null, {}])
    await confirm('+31612348001')
    const after = await pages.findPerson('+31612348001')
    expect(after?.name).toBe('Sanne de Wit')
    expect(after?.attributes).toEqual({ birthday: '1990-12-31', postcode: '1034 AB', frame_size: '54' })
    const kinds = await pages.store.db.select().from(attributeDefinitions)
    expect(Object.fromEntries(kinds.map(({ key, kind, label }) => [key, [kind, label]]))).toEqual({
      birthday: ['date', 'Vraag birthday'],
      postcode: ['text', 'Vraag postcode'],
      frame_size: ['text', 'Vraag frame_size'],
    })
    expect(await countWaiting()).toBe(0)
  })

  test('takes the last word of who sends the form twice', async () => {
    await send('0612348002')
    await send('0612348002', { ...answers, 'field:name': 'Sanne' })
    await confirm('+31612348002')
    expect((await pages.findPerson('+31612348002'))?.name).toBe('Sanne')
  })

  test('keeps what was answered in the sealed evidence, and nowhere in the clear', async () => {
    await send('0612348003', { ...answers, 'field:name': 'Wilhelmina' })
    const [row] = await pages.store.db.execute<{ found: number }>(sql`
      select count(*)::int as found from sign_up_answers where position('Wilhelmina'::bytea in sealed) > 0`)
    expect(row?.found).toBe(0)
    const [events] = await pages.store.db.execute<{ found: number }>(sql`
      select count(*)::int as found from consent_events where details::text like '%Wilhelmina%'`)
    expect(events?.found).toBe(0)
  })

  test('forgets the answers with the sign-up that nobody confirmed, and with the person', async () => {
    await send('0612348004')
    const { person } = await codeOf('+31612348004')
    await eraseSubscriber(pages.ctx, { subscriberId: person?.id ?? '', via: 'preference_page' })
    await send('0612348005')
    const late = new Date(now.getTime() + 49 * 3_600_000)
    await expireSignUps({ ...pages.ctx, now: late })
    expect(await countWaiting()).toBe(0)
    expect((await pages.findPerson('+31612348005'))?.name).toBeNull()
  })

  test('fills in what is empty where the brand lets the tick alone stand', async () => {
    await pages.setBrand({ doubleOptIn: false })
    await send('0612348006')
    await expireSignUps({ ...pages.ctx, now: new Date(now.getTime() + 49 * 3_600_000) })
    expect((await pages.findPerson('+31612348006'))?.name).toBe('Sanne de Wit')
    await pages.setBrand({ doubleOptIn: true })
  })

  test('shows every answer again where one is wrong, each message with its field, the first in focus', async () => {
    const response = await send('0612348007', {
      'field:name': '',
      'field:birthday': '31-02-1990',
      'field:postcode': '"><script>x</script>',
      'field:frame_size': '<b>54</b>',
    })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toMatch(
      /<input id="field:name"[^>]* autofocus aria-invalid="true" aria-errormessage="field:name-error"/,
    )
    expect(html.match(/autofocus/g)).toHaveLength(1)
    expect(html).toContain('Deze datum klopt niet')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"')
    expect(html).toContain('value="&lt;b&gt;54&lt;/b&gt;"')
    expect(await pages.findPerson('+31612348007')).toBeUndefined()
  })

  test('signs up nobody who is too young to consent alone', async () => {
    const born = async (day: string, n: number) =>
      send(`061234802${n}`, { 'field:name': 'Kim', 'field:birthday': day })
    expect((await born('2010-11-20', 1)).status).toBe(303)
    const young = await born('2010-11-21', 2)
    expect([young.status, await young.text()]).toEqual([422, expect.stringContaining('te jong')])
    expect((await born('2027-01-01', 3)).status).toBe(422)
  })
})

test.each([
  ['1990-12-31', '1990-12-31'],
  ['31-12-1990', '1990-12-31'],
  ['31/12/1990', '1990-12-31'],
  ['31.12.1990', '1990-12-31'],
  ['1 2 1990', '1990-02-01'],
  ['29-2-2000', '2000-02-29'],
  ['29-2-2001', undefined],
  ['12/31/1990', undefined],
  ['31-12-90', undefined],
  ['gisteren', undefined],
])('the day %j is %s', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})
