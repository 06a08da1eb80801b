import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../database'
import { type Message, type Messages, openMessages } from '../messages'
import { type Outbox, openOutbox, openPlans, type Plans } from '../queues'
import { openRelations, type Received, type Relations } from '../relations'
import { messagesInMemory } from './messages'
import { outboxInMemory, plansInMemory } from './queues'
import { relationsInMemory } from './relations'

const some = <const T>(...values: T[]) => fc.constantFrom(...values)
const peer = some('31611111111', '31622222222')
const number = some('100', '200')
const time = fc.integer({ min: 0, max: 9 })

/** Runs the same calls on both, and compares what each call answers. */
function alike<Part>(steps: fc.Arbitrary<(part: Part) => unknown>, open: () => [file: Part, memory: Part]) {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 60 }), (calls) => {
      const [file, memory] = open()
      for (const call of calls) expect(call(memory)).toEqual(call(file))
    }),
  )
}

const message = (id: number, change: Partial<Message>): Omit<Message, 'seq'> => ({
  ...{ id: `m${id}`, waba_id: 'waba', phone_number_id: '100', peer: '31611111111', direction: 'out' },
  ...{
    type: 'template',
    content: { body: 'Hoi' },
    template_id: 't1',
    template_name: 'winter',
    pricing: null,
  },
  ...{ status: 'accepted', opaque: null, context_id: null, nth: 1, error_code: null, created_at: 0 },
  ...{ read_at: null, annoyance: 0.5, opened_at: null, window_open: 0, ...change },
})

/** Like what comes out of a file: a copy with no other prototype. */
const plain = <T>(value: T): T => (value === undefined ? value : structuredClone(value))

const id = fc.integer({ min: 1, max: 8 }).map((n) => `m${n}`)
const template = some('t1', 't2')
const status = some('accepted', 'held', 'sent', 'delivered', 'read', 'failed')

describe('what --bench keeps in memory answers as the state file does', () => {
  test('of messages', () => {
    let made = 0
    const pricing = { billable: true, pricing_model: 'PMP' as const, type: 'regular', category: 'marketing' }
    const steps = fc.oneof(
      fc
        .tuple(peer, number, template, status, time)
        .map(([peer, phone_number_id, template_id, status, created_at]) => {
          made += 1
          const one = message(made % 1000, {
            id: `m${(made % 8) + 1}`,
            peer,
            phone_number_id,
            template_id,
            status,
            created_at,
            pricing,
          })
          return (part: Messages) => {
            part.remove(one.id)
            part.add(one)
          }
        }),
      fc.tuple(id, status, some(null, 131026)).map(
        ([id, status, code]) =>
          (part: Messages) =>
            void part.setStatus(id, status, code),
      ),
      fc.tuple(id, time).map(
        ([id, at]) =>
          (part: Messages) =>
            void part.setRead(id, at),
      ),
      fc.tuple(id, time).map(
        ([id, at]) =>
          (part: Messages) =>
            void part.setOpened(id, at),
      ),
      id.map((id) => (part: Messages) => void part.remove(id)),
      fc.tuple(peer, peer).map(
        ([from, to]) =>
          (part: Messages) =>
            void part.move(from, to),
      ),
      id.map((id) => (part: Messages) => plain(part.byId(id))),
      fc.tuple(peer, number).map(
        ([peer, number]) =>
          (part: Messages) =>
            part.thread(peer, number, 3),
      ),
      peer.map((peer) => (part: Messages) => [part.byPeer(peer), part.undelivered(peer)]),
      template.map((id) => (part: Messages) => [part.underway(id), part.held(id)]),
      fc.tuple(peer, number, time).map(([peer, number, since]) => (part: Messages) => [
        part.lastTemplate(peer, number, since),
        part.countOffers(peer, since),
      ]),
      fc.tuple(time, time).map(
        ([from, until]) =>
          (part: Messages) =>
            part
              .sentBetween('waba', from, until)
              .map(({ type, status, template_id, pricing, created_at }) => ({
                type,
                status,
                template_id,
                pricing,
                created_at,
              })),
      ),
      some(1, 5).map((limit) => (part: Messages) => part.latest(limit)),
    )
    alike<Messages>(steps, () => [openMessages(openDatabase(undefined)), messagesInMemory()])
  })

  test('of what is going to happen', () => {
    const steps = fc.oneof(
      fc.tuple(time, some('sent', 'read'), id).map(
        ([at, step, ref]) =>
          (part: Plans) =>
            void part.add(at, step, ref),
      ),
      fc.tuple(time, fc.integer({ min: 1, max: 4 })).map(
        ([now, limit]) =>
          (part: Plans) =>
            part.due(now, limit),
      ),
      fc
        .tuple(time, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }))
        .map(([now, limit, take]) => (part: Plans) => {
          for (const { seq } of part.due(now, limit).slice(0, take)) part.done(seq)
          return part.nextAt()
        }),
      some('sent', 'read').map((step) => (part: Plans) => part.of(step).toSorted((a, b) => a.seq - b.seq)),
    )
    alike<Plans>(steps, () => [openPlans(openDatabase(undefined)), plansInMemory()])
  })

  test('of what waits to be posted', () => {
    const waba = some('a', 'b')
    const steps = fc.oneof(
      fc.tuple(waba, time, some(0, 3, 6)).map(
        ([waba, now, due]) =>
          (part: Outbox) =>
            void part.add(waba, '{}', null, now, due),
      ),
      fc.tuple(waba, time, some(1, 3)).map(([waba, now, limit]) => (part: Outbox) => {
        const taken = part.take(waba, now, limit)
        const last = taken.at(-1)
        if (last) part.done(waba, now, last.seq)
        return [taken, part.nextAt(waba), part.count(), part.accounts().toSorted()]
      }),
      time.map((before) => (part: Outbox) => void part.expire(before)),
    )
    alike<Outbox>(steps, () => [openOutbox(openDatabase(undefined)), outboxInMemory()])
  })

  test('of people', () => {
    const received = fc.tuple(peer, number, time).map(
      ([peer, phone_number_id, at]): Received => ({
        ...{ peer, phone_number_id, received: at, load: at / 2, load_at: at, burst_at: 0, burst_count: 1 },
        ...{ debt_until: at, number_seen_at: 0, ad_until: at, ad_answer_until: 0 },
      }),
    )
    const steps = fc.oneof(
      received.map((one) => (part: Relations) => void part.receive(one)),
      fc.tuple(number, peer, time).map(
        ([number, peer, at]) =>
          (part: Relations) =>
            void part.openWindow(number, peer, at),
      ),
      fc.tuple(number, peer, time).map(
        ([number, peer, at]) =>
          (part: Relations) =>
            void part.openAd(number, peer, at),
      ),
      fc.tuple(number, peer, time).map(
        ([number, peer, at]) =>
          (part: Relations) =>
            void part.seeNumber(number, peer, at),
      ),
      fc.tuple(some('blocked', 'stopped', 'muted', 'reported'), number, peer, fc.boolean()).map(
        ([flag, number, peer, on]) =>
          (part: Relations) =>
            void part.setFlag(flag, number, peer, on),
      ),
      fc.tuple(peer, peer).map(
        ([from, to]) =>
          (part: Relations) =>
            void part.moveRelations(from, to),
      ),
      fc.tuple(number, peer).map(([number, peer]) => (part: Relations) => [
        plain(part.relation(number, peer)),
        part.peers(number).toSorted(),
      ]),
    )
    alike<Relations>(steps, () => [openRelations(openDatabase(undefined)), relationsInMemory()])
  })
})
