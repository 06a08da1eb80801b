import { and, eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getAccount } from '@/core/providers/accounts'
import { addRewardCodes, removeUngivenCodes } from '@/core/sources/landing-pages/rewards/commands'
import { countRewardCodes, listPagesShortOfCodes } from '@/core/sources/landing-pages/rewards/queries'
import { readCodes } from '@/core/sources/landing-pages/rewards/rules'
import { emptyText, type Reward } from '@/core/sources/landing-pages/schema'
import { now, openTestPages } from '@/core/sources/landing-pages/testing-pages'
import { confirmationText } from '@/core/subscribers/rules'
import { messages } from '@/db/schema/campaigns'
import { applyMessage } from './messages'
import { inbound } from './testing-webhooks'

let pages: Awaited<ReturnType<typeof openTestPages>>
let accountId: string
const reward = (kind: Reward['kind'], code = ''): Reward => ({
  ...{ kind, code },
  text: {
    ...emptyText(),
    nl: 'Dank je wel. Laat dit zien bij de kassa voor **10 % korting**.',
    en: 'Thank you.',
  },
})

beforeAll(async () => {
  pages = await openTestPages()
  accountId = (await getAccount(pages.ctx))?.id ?? ''
})
afterAll(() => pages.store.drop())
beforeEach(() => pages.newVisitor())

/** Signs up on a page and sends the message that confirms; what came back on the phone. */
async function signUp(slug: string, phone: string): Promise<string> {
  await pages.post(`/p/${slug}`, { phone, consent: 'yes' })
  return confirm(phone)
}

async function confirm(phone: string, time = 1): Promise<string> {
  const person = await pages.findPerson(phone)
  const waiting = (await pages.listSignUps(person?.id)).at(-1)
  const sent = new Date(now.getTime() + time * 60_000)
  const raw = inbound(phone, sent, confirmationText('nl', waiting?.code ?? ''))
  await applyMessage({ ...pages.ctx, now: sent }, accountId, raw, [])
  const rows = await pages.store.db
    .select({ reply: messages.reply, queuedAt: messages.queuedAt })
    .from(messages)
    .where(and(eq(messages.subscriberId, person?.id ?? ''), isNotNull(messages.reply)))
    .orderBy(messages.queuedAt)
  const last = rows.at(-1)?.reply as { body: string } | undefined
  return last?.body ?? ''
}
const codeIn = (body: string) => /Je code: \*(.+?)\*/.exec(body)?.[1]

describe('a page that promises something to who signs up', () => {
  test('says so in the answer to their confirmation, with the one code for all', async () => {
    await pages.makePageWith('een-code', { reward: reward('shared', 'WINTER10') })
    const body = await signUp('een-code', '+31612349001')
    expect(body).toMatch(/^Je bent aangemeld\. /)
    expect(body).toContain('Laat dit zien bij de kassa voor *10 % korting*.\nJe code: *WINTER10*')
  })

  test('promises nothing where it does not, and gives no code to who only filled in the form', async () => {
    await pages.makePageWith('niets', { reward: reward('none') })
    expect(await signUp('niets', '+31612349002')).not.toContain('code')
    const page = await pages.makePageWith('wacht', { reward: reward('list') })
    await addRewardCodes(pages.ctx, { pageId: page.id, text: 'W-1' })
    await pages.post('/p/wacht', { phone: '+31612349003', consent: 'yes' })
    expect(await countRewardCodes(pages.ctx, page.id)).toMatchObject({ given: 0, left: 1 })
  })

  test('gives each code of a list to one person and once, also when many confirm at the same moment', async () => {
    const page = await pages.makePageWith('lijst', { reward: reward('list') })
    const codes = Array.from({ length: 8 }, (_, n) => `L-${n}`)
    await addRewardCodes(pages.ctx, { pageId: page.id, text: codes.join('\n') })
    const phones = codes.map((_, n) => `+3161234910${n}`)
    for (const phone of phones) {
      pages.newVisitor()
      await pages.post('/p/lijst', { phone, consent: 'yes' })
    }
    const bodies = await Promise.all(phones.map((phone) => confirm(phone)))
    expect(bodies.map(codeIn).sort()).toEqual(codes)
    expect(await countRewardCodes(pages.ctx, page.id)).toMatchObject({ given: 8, left: 0 })
  })

  test('gives who signs up again the code that they have', async () => {
    const page = await pages.makePageWith('opnieuw', { reward: reward('list') })
    await addRewardCodes(pages.ctx, { pageId: page.id, text: 'A-1\nA-2' })
    expect(codeIn(await signUp('opnieuw', '+31612349201'))).toBe('A-1')
    await pages.post('/p/opnieuw', { phone: '+31612349201', consent: 'yes' })
    expect(codeIn(await confirm('+31612349201', 2))).toBe('A-1')
    expect(await countRewardCodes(pages.ctx, page.id)).toMatchObject({ given: 1, left: 1 })
  })

  test('says plainly that none is left, and signs up all the same', async () => {
    const page = await pages.makePageWith('opgegeven', { reward: reward('list') })
    await addRewardCodes(pages.ctx, { pageId: page.id, text: 'LAATSTE' })
    expect(codeIn(await signUp('opgegeven', '+31612349301'))).toBe('LAATSTE')
    pages.newVisitor()
    const body = await signUp('opgegeven', '+31612349302')
    expect(body).toMatch(/^Je bent aangemeld\. /)
    expect(body).toContain('De codes van deze actie zijn op. Mail hallo@fietserijnoord.example')
    const short = { pageId: page.id, pageName: 'opgegeven', left: 0 }
    expect(await listPagesShortOfCodes(pages.ctx)).toContainEqual(short)
    const more = Array.from({ length: 20 }, (_, n) => `MEER-${n}`).join()
    await addRewardCodes(pages.ctx, { pageId: page.id, text: more })
    expect(await listPagesShortOfCodes(pages.ctx)).not.toContainEqual(
      expect.objectContaining({ pageId: page.id }),
    )
  })
})

describe('the list of codes', () => {
  test('takes what shop software exports, each code once, and says what it could not read', () => {
    expect(readCodes(`A1\r\nA2;"A3"\n\n A1 ,ÉTÉ-4\n=cmd|x\nmet spatie\n${'x'.repeat(41)}`)).toEqual({
      codes: ['A1', 'A2', 'A3', 'ÉTÉ-4'],
      doubled: 1,
      unreadable: ['=cmd|x', 'met spatie', 'x'.repeat(41)],
    })
  })

  test('grows behind what is there, and lets go of what nobody has', async () => {
    const page = await pages.makePageWith('groei', { reward: reward('list') })
    const add = (text: string) => addRewardCodes(pages.ctx, { pageId: page.id, text })
    expect(await add('G1\nG2')).toEqual({ added: 2, known: 0, unreadable: [] })
    expect(await add('G2\nG3\nG3')).toEqual({ added: 1, known: 2, unreadable: [] })
    await signUp('groei', '+31612349401')
    expect(await removeUngivenCodes(pages.ctx, { pageId: page.id })).toEqual({ removed: 2 })
    expect(await countRewardCodes(pages.ctx, page.id)).toMatchObject({ given: 1, left: 0 })
    await expect(add(' \n ')).rejects.toMatchObject({ code: 'list-empty' })
  })

  test('is not a viewer’s to change', async () => {
    const viewer = { ...pages.ctx, scope: { ...pages.ctx.scope, role: 'viewer' as const } }
    const input = { pageId: pages.ctx.scope.brandId, text: 'X1' }
    await expect(addRewardCodes(viewer, input)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
