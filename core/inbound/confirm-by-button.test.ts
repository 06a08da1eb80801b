import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { messages } from '@/db/schema/campaigns'
import { consentEvents } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { listConsentStates } from '../consent/queries'
import { checkReceipt } from '../consent/receipts/check'
import { buildReceipt } from '../consent/receipts/receipt'
import { receiptSchema } from '../consent/receipts/schema'
import { openReview } from '../consent/reviews'
import { sealLedger } from '../consent/seal'
import { listSuppressedTopics } from '../consent/suppression-queries'
import { suppress } from '../consent/suppressions'
import { withdrawConsent } from '../consent/withdraw'
import { expireLeases } from '../dispatch/leases'
import { dispatchBatch } from '../dispatch/send-batch'
import { explainPerson } from '../policy/explain'
import { emptyText } from '../sources/landing-pages/schema'
import { now } from '../sources/landing-pages/testing-pages'
import { makeConfirmationTemplates } from '../templates/confirmation/commands'
import { findConfirmation, getConfirmationState } from '../templates/confirmation/queries'
import { applyMessage } from './messages'
import { minutesLater, openQuestions } from './testing-questions'
import { inbound } from './testing-webhooks'

let shop: Awaited<ReturnType<typeof openQuestions>>
const page = 'vraag'
let people = 0
const freshPhone = () => `+3161235${String(++people).padStart(4, '0')}`

beforeAll(async () => {
  shop = await openQuestions()
  await shop.approve()
  await shop.makePageWith(page, {
    confirmation: 'utility-template',
    reward: {
      kind: 'shared',
      code: 'WELKOM5',
      text: { ...emptyText(), nl: 'Voor bij de kassa.', en: 'For you.' },
    },
  })
  await shop.makePageWith('vraag-2', { confirmation: 'utility-template' })
  await shop.makePageWith('vraag-3', { confirmation: 'utility-template' })
  await shop.makePageWith('zelf', { confirmation: 'whatsapp-message' })
}, 60_000)
afterAll(() => shop.close())
beforeEach(() => shop.newVisitor())

/** Fills in the form with this number; gives the page that follows. */
async function signUp(phone: string, at = now, slug = page): Promise<string> {
  shop.newVisitor()
  const answer = await shop.post(`/p/${slug}`, { phone, consent: 'yes' }, {}, at)
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

/** Fills in the form, has the question sent, and gives what is on the phone. */
async function ask(phone: string, at = now) {
  const location = await signUp(phone, at)
  await shop.send(at)
  const person = await shop.findPerson(phone)
  const [question] = (await shop.listHeld(phone)).slice(-1)
  if (!question || !person) throw new Error('nothing was sent')
  return { location, person, question }
}

const statesOf = async (subscriberId: string) =>
  (await listConsentStates(shop.ctx, subscriberId)).map(({ state }) => state)
const stateOf = async (phone: string) => {
  const person = await shop.findPerson(phone)
  return (await shop.listQuestions(person?.id)).map(({ state, skipReason }) => skipReason ?? state)
}

describe('somebody who ticks the box on a page that has us ask', () => {
  test('gets one utility message that says who asks and what about, and confirms with its first button', async () => {
    const phone = freshPhone()
    const { person, question, location } = await ask(phone)
    expect(question.content.body).toMatch(
      /^Dit nummer is zojuist ingevuld .*Fietserij <noord>.* over ‘.+’\. Was jij dat/,
    )
    expect(question.content.buttons?.map(({ text }) => text)).toEqual([
      'Ja, ik wil berichten',
      'Dit was ik niet',
    ])
    expect(await statesOf(person.id)).toEqual(['given', 'given'])
    const asked = await (await shop.get(location)).text()
    expect(asked).toContain('Kijk in WhatsApp')
    expect(asked).toContain('/wa.me/31201234567?text=')

    await shop.press(question, 0, phone)
    expect(await statesOf(person.id)).toEqual(['confirmed', 'confirmed'])
    const confirmed = await shop.store.db
      .select()
      .from(consentEvents)
      .where(eq(consentEvents.subscriberId, person.id))
    const last = confirmed.filter(({ kind }) => kind === 'confirmed')
    expect(last.map(({ method, numberCheckedBy }) => [method, numberCheckedBy])).toEqual([
      ['button', 'inbound_message'],
      ['button', 'inbound_message'],
    ])
    const [reply] = await shop.listReplies(person.id)
    expect(reply).toMatch(/^Je bent aangemeld\. /)
    expect(reply).toContain('Je code: *WELKOM5*')
    expect(await (await shop.get(location, {}, minutesLater(3))).text()).toContain('Je bent aangemeld')
  })

  test('has a receipt that proves the page they saw, the one about our message included', async () => {
    const phone = freshPhone()
    const { person, question } = await ask(phone)
    await shop.press(question, 0, phone)
    await sealLedger(shop.ctx)
    const receipt = JSON.stringify(await buildReceipt(shop.ctx, person.id, { withEvidence: true }))
    const checked = await checkReceipt(shop.store.db, receiptSchema.parse(JSON.parse(receipt)))
    expect(checked).toMatchObject({ isProven: true })
    expect(checked.events.map(({ kind, documents }) => [kind, documents]).slice(0, 2)).toEqual([
      ['given', 'yes'],
      ['given', 'yes'],
    ])
    expect(receipt).toContain('Kijk in WhatsApp')
  })

  test('is asked once however often the form is sent, and no marketing goes to them before they pressed', async () => {
    const phone = freshPhone()
    const { person } = await ask(phone)
    await signUp(phone)
    await signUp(phone, minutesLater(1))
    await shop.send(minutesLater(1))
    expect(await shop.listHeld(phone)).toHaveLength(1)
    for (const { topicId } of await listConsentStates(shop.ctx, person.id)) {
      const { decision } = await explainPerson(shop.ctx, { subscriberId: person.id, topicId })
      expect(decision).toBe('never_confirmed')
    }
  })

  test('can send the words of the page instead, and the button under the question then says that it is done', async () => {
    const phone = freshPhone()
    const { person, question } = await ask(phone)
    const [waiting] = await shop.listSignUps(person.id)
    const raw = inbound(phone, minutesLater(1), `Ja, meld mij aan. Code ${waiting?.code}`)
    await applyMessage({ ...shop.ctx, now: minutesLater(1) }, shop.accountId, raw, [])
    expect(await statesOf(person.id)).toEqual(['confirmed', 'confirmed'])
    await shop.press(question, 0, phone)
    const replies = await shop.listReplies(person.id)
    expect(replies.at(-1)).toMatch(/^Je was al aangemeld/)
  })

  test('is not confirmed by the press of another number, nor refused', async () => {
    const phone = freshPhone()
    const stranger = freshPhone()
    const { person, question } = await ask(phone)
    await shop.press(question, 0, stranger)
    await shop.press(question, 1, stranger, minutesLater(3))
    expect(await statesOf(person.id)).toEqual(['given', 'given'])
    const other = await shop.findPerson(stranger)
    expect(await statesOf(other?.id ?? '')).toEqual([])
    const [signUpRow] = await shop.listSignUps(person.id)
    expect(signUpRow).toMatchObject({ confirmedAt: null, refusedAt: null })
  })
})

describe('“this was not me”', () => {
  test('ends the sign-up, keeps the number off every list, and is never asked again', async () => {
    const phone = freshPhone()
    const { person, question } = await ask(phone)
    await shop.press(question, 1, phone)
    expect(await statesOf(person.id)).toEqual(['refused', 'refused'])
    expect(await listSuppressedTopics(shop.ctx, person.id)).toHaveLength(2)
    expect((await shop.listReplies(person.id)).at(-1)).toContain('heeft iemand je nummer ingevuld')

    await signUp(phone, minutesLater(60))
    await shop.send(minutesLater(60))
    expect(await stateOf(phone)).toEqual(['accepted', 'said_not_me'])
    expect(await shop.listHeld(phone)).toHaveLength(1)
  })

  test('takes nothing from a subscriber whose number a stranger typed', async () => {
    const phone = freshPhone()
    const { person, question } = await ask(phone)
    await shop.press(question, 0, phone)
    await signUp(phone, minutesLater(10), 'zelf')
    await signUp(phone, minutesLater(10))
    await shop.send(minutesLater(10))
    const again = (await shop.listHeld(phone)).at(-1)
    expect(again?.id).not.toBe(question.id)
    if (again) await shop.press(again, 1, phone, minutesLater(12))
    expect(await statesOf(person.id)).toEqual(['confirmed', 'confirmed'])
    expect(await listSuppressedTopics(shop.ctx, person.id)).toEqual([])
    const waits = (await shop.listSignUps(person.id)).filter(
      ({ expiredAt, confirmedAt }) => !expiredAt && !confirmedAt,
    )
    expect(waits, 'what the stranger started is over, on every page').toEqual([])
  })

  test('after “yes” takes back what that gave', async () => {
    const phone = freshPhone()
    const { person, question } = await ask(phone)
    await shop.press(question, 0, phone)
    await shop.press(question, 1, phone, minutesLater(5))
    expect(await statesOf(person.id)).toEqual(['withdrawn', 'withdrawn'])
    await shop.press(question, 0, phone, minutesLater(6))
    expect(await statesOf(person.id), 'and the first button no longer brings it back').toEqual([
      'withdrawn',
      'withdrawn',
    ])
  })
})

describe('nobody is written to', () => {
  const cases: [string, (id: string, phone: string) => Promise<unknown>, string][] = [
    [
      'who left',
      (id) =>
        withdrawConsent(shop.ctx, {
          ...{ subscriberId: id, scope: 'all', method: 'keyword', at: now, evidence: {} },
          source: { kind: 'whatsapp_thread' },
        }),
      'opted_out',
    ],
    [
      'whose number stands on the list for one topic only',
      async (id, phone) => {
        const [topic] = await listConsentStates(shop.ctx, id)
        return suppress(shop.ctx, {
          ...{ identity: phone, scope: 'topic', topicId: topic?.topicId, reason: 'complaint' },
        })
      },
      'suppressed',
    ],
    ['who asked for a pause', (id) => set(id, { pausedUntil: minutesLater(600) }), 'paused_by_person'],
    ['who stopped offers in WhatsApp', (id) => set(id, { platformStoppedAt: now }), 'stopped_in_whatsapp'],
    [
      'who wrote something almost like STOP that nobody judged yet',
      (id) =>
        openReview(shop.ctx, {
          ...{ subscriberId: id, channel: 'whatsapp', accountId: shop.accountId, text: 'stpo', why: 'typo' },
          ...{ providerMessageId: `wamid.${id}`, at: now },
        }),
      'waiting_for_judgment',
    ],
    ['who is not on WhatsApp', (id) => set(id, { unreachableAt: now }), 'not_on_whatsapp'],
    ['whose number has no hash to look up yet', (id) => set(id, { phoneHash: null }), 'suppressed'],
  ]
  const set = (id: string, facts: Partial<typeof subscribers.$inferInsert>) =>
    shop.store.db.update(subscribers).set(facts).where(eq(subscribers.id, id))

  test.each(cases)('%s, and the page is the same as for everybody', async (_who, arrange, reason) => {
    const phone = freshPhone()
    await signUp(phone, now, 'zelf')
    const person = await shop.findPerson(phone)
    await arrange(person?.id ?? '', phone)
    const location = await signUp(phone, minutesLater(1))
    const stranger = await signUp(freshPhone(), minutesLater(1))
    await shop.send(minutesLater(1))
    expect(await stateOf(phone)).toEqual([reason])
    expect(await shop.listHeld(phone)).toEqual([])
    const shown = await Promise.all(
      [location, stranger].map(async (path) => (await shop.get(path, {}, minutesLater(2))).text()),
    )
    const plain = shown.map((html) =>
      html.replace(/•+\s*\d+|[0-9A-HJKMNP-TV-Z]{5}(?=<|")|Code%20\w+|<svg role="img".*?<\/svg>/gs, ''),
    )
    expect(plain[0]).toBe(plain[1])
  })

  test('more than twice a day, on however many pages the number is typed', async () => {
    const phone = freshPhone()
    for (const slug of [page, 'vraag-2', 'vraag-3']) {
      await signUp(phone, now, slug)
      await shop.send(now)
    }
    expect(await stateOf(phone)).toEqual(['accepted', 'accepted', 'asked_enough'])
  })

  test('more than three times a month, whoever types the number', async () => {
    const phone = freshPhone()
    await signUp(phone)
    await shop.send(now)
    const days = (count: number) => count * 24 * 60
    // Each sign-up runs out before the next one begins.
    for (const at of [days(3), days(6), days(9)]) {
      await signUp(phone, minutesLater(at))
      await shop.send(minutesLater(at))
    }
    expect(await stateOf(phone)).toEqual(['accepted', 'accepted', 'accepted', 'asked_enough'])
  })

  test('about a sign-up that is over, or an hour after it: a question out of the blue', async () => {
    const phone = freshPhone()
    await signUp(phone)
    await shop.send(minutesLater(61))
    expect(await stateOf(phone)).toEqual(['asked_too_late'])
    const done = freshPhone()
    await signUp(done)
    const person = await shop.findPerson(done)
    const [waiting] = await shop.listSignUps(person?.id)
    const raw = inbound(done, minutesLater(1), `Code ${waiting?.code}`)
    await applyMessage({ ...shop.ctx, now: minutesLater(1) }, shop.accountId, raw, [])
    await shop.send(minutesLater(1))
    expect(await stateOf(done)).toEqual(['sign_up_over'])
  })
})

test('what the 24-hour limit has no room for waits, and within the hour it goes', async () => {
  const phone = freshPhone()
  await signUp(phone)
  const limit = (messagingLimitTier: string) =>
    shop.store.db.update(whatsappAccounts).set({ messagingLimitTier })
  await limit('TIER_0')
  await shop.send(now)
  expect(await stateOf(phone)).toEqual(['queued'])
  await limit('TIER_10K')
  await shop.send(minutesLater(30))
  expect(await stateOf(phone)).toEqual(['accepted'])
})

describe('where the question cannot go out', () => {
  const facts: [
    string,
    Partial<typeof whatsappAccounts.$inferInsert>,
    Partial<typeof whatsappAccounts.$inferInsert>,
  ][] = [
    ['the number is RED', { qualityRating: 'RED' }, { qualityRating: 'GREEN' }],
    ['WhatsApp restricts the account', { sendingPaused: 'campaigns' }, { sendingPaused: null }],
  ]
  test.each(facts)(
    'because %s, people send us the message themselves and nothing is queued',
    async (_why, broken, whole) => {
      await shop.store.db.update(whatsappAccounts).set(broken)
      const phone = freshPhone()
      const location = await signUp(phone)
      expect(await (await shop.get(location)).text()).toContain('Nog één bericht')
      expect(await stateOf(phone)).toEqual([])
      expect(await getConfirmationState(shop.ctx)).not.toMatchObject({ problem: null })
      await shop.store.db.update(whatsappAccounts).set(whole)
    },
  )

  test.each([[{ status: 'PAUSED' }], [{ category: 'MARKETING' }], [{ qualityScore: 'RED' }]])(
    'because the template is %j since it was queued, it is skipped',
    async (broken) => {
      const phone = freshPhone()
      await signUp(phone)
      const before = { status: 'APPROVED', category: 'UTILITY', qualityScore: 'UNKNOWN' }
      await shop.store.db.update(templates).set(broken)
      expect(await findConfirmation(shop.ctx, 'nl')).toBeNull()
      await shop.send(now)
      await shop.store.db.update(templates).set(before)
      expect(await stateOf(phone)).toEqual(['template_not_ready'])
      expect(await shop.listHeld(phone)).toEqual([])
    },
  )

  test('because WhatsApp paused the template under our hands, we learn it and write to nobody else', async () => {
    const [nl] = await shop.store.db.select().from(templates).where(eq(templates.language, 'nl'))
    await shop.simulator.control('POST', `/templates/${nl?.externalId}/status`, { event: 'PAUSED' })
    const phone = freshPhone()
    await signUp(phone, minutesLater(1))
    await shop.send(minutesLater(1))
    expect(await stateOf(phone)).toEqual(['failed'])
    expect((await getConfirmationState(shop.ctx)).languages.nl).toBe('paused')
    const next = await signUp(freshPhone())
    expect(await (await shop.get(next)).text()).toContain('Nog één bericht')
    await shop.simulator.control('POST', `/templates/${nl?.externalId}/status`, { event: 'UNPAUSED' })
    await shop.approve(minutesLater(2))
  })

  test('because hardly anybody of many confirmed, as when numbers are typed that are not theirs', async () => {
    const at = minutesLater(50 * 24 * 60)
    const phones = Array.from({ length: 50 }, freshPhone)
    for (const phone of phones) await signUp(phone, at)
    await shop.store.db
      .update(messages)
      .set({ state: 'sent', acceptedAt: at })
      .where(eq(messages.queuedAt, at))
    const later = (minutes: number) => ({ ...shop.ctx, now: new Date(at.getTime() + minutes * 60_000) })
    expect(await findConfirmation(later(29), 'nl'), 'they have half an hour').not.toBeNull()
    expect(await findConfirmation(later(31), 'nl')).toBeNull()
    expect(await getConfirmationState(later(31))).toMatchObject({ problem: 'unanswered' })
    expect(await findConfirmation(later(25 * 60), 'nl'), 'for a day').not.toBeNull()
  })
})

test('who says stop between the claim and the sending is not asked', async () => {
  const [first, second] = [freshPhone(), freshPhone()]
  await signUp(first)
  await signUp(second)
  const person = await shop.findPerson(second)
  const asked: string[] = []
  const provider = {
    sendTemplate: async ({ toE164 }: { toE164: string | null }) => {
      asked.push(toE164 ?? '')
      await withdrawConsent(shop.ctx, {
        ...{ subscriberId: person?.id ?? '', scope: 'all', method: 'keyword', at: now, evidence: {} },
        source: { kind: 'whatsapp_thread' },
      })
      return { kind: 'accepted' as const, held: false }
    },
    sendText: () => Promise.reject(new Error('nothing is answered here')),
  }
  const account = { id: shop.accountId }
  // Far enough apart for another look.
  await dispatchBatch(shop.ctx, { provider, account, limit: 10, perSecond: 10, concurrency: 1 })
  expect(asked).toEqual([first])
  await shop.send(minutesLater(1))
  expect(await stateOf(second)).toEqual(['opted_out'])
})

test('an answer of WhatsApp that was lost is never followed by a second question', async () => {
  await shop.simulator.control('POST', '/faults', { loseAnswer: 1 })
  const phone = freshPhone()
  await signUp(phone)
  await shop.send(now)
  await shop.simulator.control('POST', '/faults', { loseAnswer: 0 })
  expect(await stateOf(phone)).toEqual(['uncertain'])
  await expireLeases({ ...shop.ctx, now: minutesLater(10) })
  await shop.send(minutesLater(10))
  expect(await shop.listHeld(phone)).toHaveLength(1)
})

test('the question is made once for each language, and again under another name when WhatsApp refused it', async () => {
  const before = await shop.store.db.$count(templates)
  await makeConfirmationTemplates(shop.ctx, { languages: ['nl', 'en'] })
  expect(await shop.store.db.$count(templates), 'what is approved is left alone').toBe(before)
  const made = await makeConfirmationTemplates(shop.ctx, { languages: ['nl', 'de'] })
  expect(made.languages.de).toBe('pending')
  const [de] = await shop.store.db.select().from(templates).where(eq(templates.language, 'de'))
  await shop.simulator.control('POST', `/templates/${de?.externalId}/status`, { event: 'REJECTED' })
  expect((await makeConfirmationTemplates(shop.ctx, { languages: ['de'] })).languages.de).toBe('pending')
  const names = (await shop.store.db.select().from(templates).where(eq(templates.language, 'de'))).map(
    ({ name }) => name,
  )
  expect(names.sort()).toEqual(['opt_in_confirmation', 'opt_in_confirmation_2'])
  const audits = await shop.store.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, 'template.make-confirmation'))
  expect(audits.length).toBeGreaterThan(0)
})
