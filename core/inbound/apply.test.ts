import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { subscribers } from '@/db/schema/subscribers'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../consent/queries'
import { newPhone, openTestShop, readLedger, signUpOf, type TestShop } from '../consent/testing-shop'
import { createQrCode } from '../sources/qr-codes/commands'
import { recordSignUp } from '../subscribers/record-sign-up'
import { applyPendingWebhooks } from './apply'
import {
  connectTestAccount,
  envelope,
  inbound,
  messagesValue,
  post,
  type TestAccount,
  unix,
} from './testing-webhooks'
import { flushWakes } from './wake'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
})
afterAll(async () => {
  await flushWakes()
  await getDatabase().close()
  await database.drop()
})

const instant = async (minutes: number) => (await shop.at(minutes)).now

async function deliver(minutes: number, ...bodies: string[]): Promise<string[]> {
  for (const body of bodies) expect((await post(account, body)).status).toBe(200)
  await applyPendingWebhooks({
    db: database.db,
    brandId: shop.brandId,
    accountId: account.id,
    now: await instant(minutes),
  })
  const rows = await database.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.brandId, shop.brandId))
  expect(rows.every((row) => row.appliedAt)).toBe(true)
  return rows.filter((row) => bodies.includes(row.body ?? '')).flatMap((row) => row.problems)
}

/** The person with this number writes; a `name` shows as their WhatsApp profile. */
const write = async (phone: string, minutes: number, said: string | object, name?: string) => {
  const contacts = name ? [{ profile: { name }, wa_id: phone.replace('+', '') }] : undefined
  return envelope(
    'messages',
    messagesValue({ contacts, messages: [inbound(phone, await instant(minutes), said)] }),
  )
}

async function person(phone: string) {
  const [row] = await database.db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.brandId, shop.brandId), eq(subscribers.phoneE164, phone)))
  if (!row) throw new Error('nobody has this number')
  const ctx = await shop.at(0)
  const byTopic = Object.fromEntries(
    (await listConsentStates(ctx, row.id)).map((state) => [state.topicId, state.state]),
  )
  const replies = await database.db
    .select()
    .from(messages)
    .where(eq(messages.subscriberId, row.id))
    .orderBy(messages.queuedAt)
  return {
    ...row,
    acties: byTopic[shop.topics.acties] ?? null,
    werkplaats: byTopic[shop.topics.werkplaats] ?? null,
    nieuws: byTopic[shop.topics.nieuws] ?? null,
    replies: replies.map((reply) => reply.reply?.body ?? ''),
    understood: (
      await database.db
        .select()
        .from(inboundMessages)
        .where(eq(inboundMessages.subscriberId, row.id))
        .orderBy(inboundMessages.at)
    ).map((message) => message.understoodAs),
  }
}

async function confirmedPerson(): Promise<string> {
  const phone = newPhone()
  const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
  await deliver(1, await write(phone, 1, `Ja, meld mij aan. Code ${code}`, 'Sanne de Wit'))
  return phone
}

describe('a message with a code', () => {
  it('confirms the sign-up, names the person, opens 24 hours, and is answered once in their language', async () => {
    const sanne = await person(await confirmedPerson())
    expect(sanne).toMatchObject({
      acties: 'confirmed',
      werkplaats: 'confirmed',
      nieuws: null,
      name: 'Sanne de Wit',
    })
    expect(sanne.serviceWindowUntil).toEqual(await instant(1 + 24 * 60))
    expect(sanne.understood).toEqual(['confirmation'])
    expect(sanne.replies).toHaveLength(1)
    expect(sanne.replies[0]).toContain('acties en je werkplaatsbeurt')
  })

  it('changes and answers nothing when it is delivered again in another envelope', async () => {
    const phone = newPhone()
    const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
    const message = inbound(phone, await instant(1), `code ${code}`)
    const body = (note: number) => envelope('messages', messagesValue({ messages: [message], note }))
    await deliver(1, body(1))
    await deliver(2, body(2), body(3))
    const { id, replies } = await person(phone)
    expect(replies).toHaveLength(1)
    expect(await readLedger(await shop.at(3), id, shop.topics.acties)).toEqual(['given', 'confirmed'])
  })

  it('from another phone, or after it ran out, is answered with what to do, and confirms nothing', async () => {
    const [phone, stranger] = [newPhone(), newPhone()]
    const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
    await deliver(1, await write(stranger, 1, `code ${code}`))
    const other = await person(stranger)
    expect(other).toMatchObject({ acties: null, understood: ['wrong-phone'] })
    expect(other.replies[0]).toContain('ander telefoonnummer')
    await deliver(50 * 60, await write(phone, 50 * 60, `code ${code}`))
    const late = await person(phone)
    expect(late).toMatchObject({ acties: 'given', understood: ['expired-code'] })
    expect(late.replies[0]).toContain(`/p/${shop.pageSlug}`)
    await deliver(
      50 * 60,
      await write(stranger, 50 * 60, 'hallo'),
      await write(stranger, 50 * 60, 'Code 22222'),
    )
    expect((await person(stranger)).understood.sort()).toEqual(['chat', 'expired-code', 'wrong-phone'])
  })
})

describe('leaving', () => {
  it('by the word STOP ends everything at once, and said again adds no second withdrawal', async () => {
    const phone = await confirmedPerson()
    await deliver(5, await write(phone, 5, 'stop!'))
    const first = await person(phone)
    expect(first).toMatchObject({ acties: 'withdrawn', nieuws: 'withdrawn', werkplaats: 'withdrawn' })
    expect(first.replies[1]).toContain('geen berichten meer')
    await deliver(6, await write(phone, 6, 'STOP'))
    expect((await person(phone)).replies[2]).toContain('al afgemeld')
  })

  it('by a button ends the topic that the button names, whatever its label says', async () => {
    const phone = await confirmedPerson()
    await deliver(
      5,
      await write(phone, 5, { type: 'button', button: { payload: 'OPTOUT:acties', text: 'Liever niet' } }),
    )
    expect(await person(phone)).toMatchObject({ acties: 'withdrawn', nieuws: null, werkplaats: 'confirmed' })
    const plain = await confirmedPerson()
    await deliver(
      5,
      await write(plain, 5, { type: 'button', button: { payload: 'x', text: 'Stop aanbiedingen' } }),
    )
    const left = await person(plain)
    expect(left).toMatchObject({ acties: 'withdrawn', nieuws: 'withdrawn', werkplaats: 'confirmed' })
    expect(left.replies[1]).toContain('je werkplaatsbeurt')
  })

  it('counts for somebody we never heard of, so that nobody adds them behind their back', async () => {
    const phone = newPhone()
    await deliver(5, await write(phone, 5, 'AFMELDEN'))
    expect(await person(phone)).toMatchObject({ acties: 'withdrawn', nieuws: 'withdrawn', werkplaats: null })
  })

  it('gives back with START what was confirmed before, and never more', async () => {
    const phone = await confirmedPerson()
    await deliver(5, await write(phone, 5, 'STOP'))
    await deliver(9, await write(phone, 9, 'START'))
    const back = await person(phone)
    expect(back).toMatchObject({ acties: 'confirmed', nieuws: 'withdrawn' })
    expect(back.replies.at(-1)).toContain('acties')
    expect(await readLedger(await shop.at(10), back.id, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
      'withdrawn',
      'renewed',
    ])

    const stranger = newPhone()
    await deliver(9, await write(stranger, 9, 'START'))
    const wish = await person(stranger)
    expect(wish).toMatchObject({ acties: null, understood: ['start'] })
    expect(wish.replies[0]).toContain(`/p/${shop.pageSlug}`)
  })

  it('of a printed code that opens the chat is a wish: the page that knows the code, and no consent', async () => {
    const { code } = await createQrCode(await shop.at(1), {
      label: `Chat ${newPhone()}`,
      landingPageId: shop.pageId,
      kind: 'chat',
      chatWords: 'AANMELDEN',
    })
    const phone = newPhone()
    await deliver(2, await write(phone, 2, `AANMELDEN ${code}`))
    const wish = await person(phone)
    expect(wish).toMatchObject({ acties: null, understood: ['start'] })
    expect(wish.replies[0]).toContain(`/p/${shop.pageSlug}?q=${code}`)

    const chatting = newPhone()
    await deliver(2, await write(chatting, 2, 'Mijn fiets heet ABCDE'))
    expect(await person(chatting)).toMatchObject({ understood: ['chat'], replies: [] })
  })

  it('is not undone by a "ja" in some later conversation', async () => {
    const phone = await confirmedPerson()
    await deliver(5, await write(phone, 5, 'STOP'))
    await deliver(3 * 24 * 60, await write(phone, 3 * 24 * 60, 'Ja'))
    expect(await person(phone)).toMatchObject({
      acties: 'withdrawn',
      understood: ['confirmation', 'stop', 'chat'],
    })
  })
})

describe('a message that asks nothing', () => {
  it('opens the service window and is no opt-in, and gets no answer from a machine', async () => {
    const phone = newPhone()
    await deliver(5, await write(phone, 5, 'Is mijn fiets klaar?', 'Joris'))
    const joris = await person(phone)
    expect(joris).toMatchObject({
      acties: null,
      werkplaats: null,
      nieuws: null,
      name: 'Joris',
      replies: [],
      understood: ['chat'],
    })
    expect(joris.serviceWindowUntil).not.toBeNull()
  })

  it('is kept when nothing names its sender, and acted upon in nobody’s name', async () => {
    const message = {
      id: 'wamid.NOBODY',
      timestamp: unix(await instant(5)),
      type: 'text',
      text: { body: 'STOP' },
    }
    expect(await deliver(5, envelope('messages', messagesValue({ messages: [message] })))).toEqual([
      'message without a number or an id of its sender: kept, not acted upon',
    ])
    const [kept] = await database.db
      .select()
      .from(inboundMessages)
      .where(eq(inboundMessages.providerMessageId, 'wamid.NOBODY'))
    expect(kept?.subscriberId).toBeNull()
    expect(kept?.sealed.includes('STOP')).toBe(false)
  })
})

describe('people who hide their number, and people who change it', () => {
  const value = (from: object, contact: object, id: string, at: Date, said: object) =>
    envelope(
      'messages',
      messagesValue({ contacts: [contact], messages: [{ ...from, id, timestamp: unix(at), ...said }] }),
    )
  const text = (body: string) => ({ type: 'text', text: { body } })

  it('lets somebody without a number sign up, be answered, and stop', async () => {
    const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, newPhone()))
    const from = { from_user_id: 'NL.134' }
    const contact = { profile: { name: 'Jan', username: 'jan.x' }, user_id: 'NL.134' }
    const say = async (minutes: number, body: string) =>
      deliver(minutes, value(from, contact, `wamid.JAN${minutes}`, await instant(minutes), text(body)))
    expect(await say(2, `Ja, meld mij aan. Code ${code}`)).toEqual([])
    const jan = async () => {
      const [row] = await database.db.select().from(subscribers).where(eq(subscribers.waUserId, 'NL.134'))
      const states = await listConsentStates(await shop.at(0), row?.id ?? '')
      const replies = await database.db
        .select()
        .from(messages)
        .where(eq(messages.subscriberId, row?.id ?? ''))
      return {
        ...{ phone: row?.phoneE164, username: row?.username, name: row?.name, replies: replies.length },
        acties: states.find((state) => state.topicId === shop.topics.acties)?.state,
      }
    }
    const known = { phone: null, username: 'jan.x', name: 'Jan' }
    expect(await jan()).toEqual({ ...known, acties: 'confirmed', replies: 1 })
    await say(5, 'STOP')
    expect(await jan()).toEqual({ ...known, acties: 'withdrawn', replies: 2 })
  })

  it('takes consent along to a new number, told twice and with nothing said by the person', async () => {
    const [phone, next] = [await confirmedPerson(), newPhone()]
    const before = await person(phone)
    const system = {
      type: 'system',
      system: { body: 'changed', wa_id: next.slice(1), user_id: 'NL.777', type: 'user_changed_number' },
    }
    const body = value({ from: phone.slice(1) }, {}, 'wamid.MOVED', await instant(2_000), system)
    expect(await deliver(2_000, body, `${body} `)).toEqual([])
    const moved = await person(next)
    expect(moved).toMatchObject({ id: before.id, waUserId: 'NL.777', acties: 'confirmed' })
    expect(moved.serviceWindowUntil).toEqual(before.serviceWindowUntil)
    const ledger = await readLedger(await shop.at(0), moved.id, shop.topics.acties)
    expect(ledger).toEqual(['given', 'confirmed', 'corrected'])
    await expect(person(phone)).rejects.toThrow('nobody has this number')
  })

  it('hears the switch of somebody it knows by id alone', async () => {
    const contact = { profile: { username: 'piet' }, user_id: 'NL.135' }
    await deliver(3, value({ from_user_id: 'NL.135' }, contact, 'wamid.PIET', await instant(3), text('hoi')))
    const preference = {
      ...{ user_id: 'NL.135', category: 'marketing_messages', value: 'stop' },
      timestamp: Number(unix(await instant(4))),
    }
    await deliver(4, envelope('user_preferences', messagesValue({ user_preferences: [preference] })))
    const [piet] = await database.db.select().from(subscribers).where(eq(subscribers.waUserId, 'NL.135'))
    expect(piet?.platformStoppedAt).toEqual(await instant(4))
  })
})

describe('WhatsApp’s own switch', () => {
  const turn = async (phone: string, minutes: number, value: string) =>
    envelope(
      'user_preferences',
      messagesValue({
        user_preferences: [
          {
            wa_id: phone.replace('+', ''),
            category: 'marketing_messages',
            value,
            timestamp: Number(unix(await instant(minutes))),
          },
        ],
      }),
    )

  it('stops and allows sending, and leaves the consent with the brand as it was', async () => {
    const phone = await confirmedPerson()
    await deliver(5, await turn(phone, 5, 'stop'))
    expect(await person(phone)).toMatchObject({ acties: 'confirmed', platformStoppedAt: await instant(5) })
    await deliver(9, await turn(phone, 9, 'resume'))
    expect(await person(phone)).toMatchObject({ acties: 'confirmed', platformStoppedAt: null })
    await deliver(10, await turn(phone, 7, 'stop'))
    const after = await person(phone)
    expect(after.platformStoppedAt).toBeNull()
    expect(await readLedger(await shop.at(11), after.id, shop.topics.acties)).toEqual([
      'given',
      'confirmed',
      'platform_stop',
      'platform_resume',
    ])
  })

  it('is learnt from a failed message too (131050), and an unreachable number likewise (131026)', async () => {
    const [phone, gone] = [await confirmedPerson(), await confirmedPerson()]
    const failed = async (of: string, code: number) => {
      const { id } = await person(of)
      const [sent] = await database.db.select().from(messages).where(eq(messages.subscriberId, id))
      return {
        ...{
          id: `wamid.OUT${code}`,
          status: 'failed',
          timestamp: unix(await instant(60)),
          biz_opaque_callback_data: sent?.id,
        },
        errors: [{ code, title: 't' }],
      }
    }
    const statuses = [await failed(phone, 131050), { nonsense: true }, await failed(gone, 131026)]
    expect(await deliver(61, envelope('messages', messagesValue({ statuses })))).toEqual([
      'statuses that could not be read: 1',
    ])
    expect((await person(phone)).platformStoppedAt).toEqual(await instant(60))
    expect((await person(gone)).unreachableAt).toEqual(await instant(60))
    await deliver(62, await write(gone, 62, 'Ik ben er weer'))
    expect((await person(gone)).unreachableAt).toBeNull()
  })
})

describe('a delivery that we do not understand', () => {
  it('is noted and stops nothing: what is good in and after it is applied', async () => {
    const phone = newPhone()
    const messages = [{ id: 'wamid.NOTIME', from: '31612345678' }, inbound(phone, await instant(5), 'hallo')]
    const problems = await deliver(
      5,
      envelope('brand_new_field', { anything: 1 }),
      envelope('messages', messagesValue({ messages, errors: [{ code: 131000 }] })),
      envelope('messages', {
        metadata: { phone_number_id: '999' },
        messages: [inbound(phone, await instant(5), 'STOP')],
      }),
      envelope('message_template_status_update', { event: 'PAUSED' }),
      JSON.stringify({ entry: 'none' }),
    )
    expect(problems.sort()).toEqual([
      'WhatsApp reported 1 error(s) of the account',
      'delivery: cannot be read (entry)',
      'field "brand_new_field" is not acted upon',
      'for a number that is not connected here',
      'message: cannot be read (timestamp)',
      'message_template_status_update: cannot be read (message_template_id)',
    ])
    expect(await person(phone)).toMatchObject({ acties: null, understood: ['chat'] })
  })
})
