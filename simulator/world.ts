import { createCmDelivery } from './cm/deliver'
import { createRelay } from './cm/relay'
import { createSmsPlay } from './cm/sms-play'
import { createThroughput } from './consequences/throughput'
import { createPlay } from './customers/play'
import { usualAddress } from './mail/addresses'
import type { Settings } from './settings'
import { openStore } from './store/store'
import { createTime } from './time'
import { createDelivery } from './webhooks/deliver'
import { createWireLog } from './wire-log'

/** Everything the routes need: state, the clock, the ways out and the people. */
export type World = ReturnType<typeof createWorld>

/** `wall` is the real clock, which a test may hold in hand. */
export function createWorld(settings: Settings, wall: () => number = Date.now) {
  const { seed } = settings
  const keepHistory = !settings.bench
  const store = openStore(settings.bench ? undefined : settings.dataDir)
  const time = createTime(store.options.clock(), store.options.setClock, wall)
  const log = createWireLog()
  const cm = createCmDelivery(store, log, time)
  const relay = createRelay(store, cm)
  const graph = createDelivery(store, log, wall)
  const delivery: typeof graph = {
    ...graph,
    isHeard: (account) =>
      graph.isHeard(account) || store.cm.byWhatsAppNumber(account.display_phone_number) !== undefined,
    /** The platform tells the app that subscribed, and CM.com where it runs the number. */
    enqueue(account, change, messageId) {
      graph.enqueue(account, change, messageId)
      relay(account, change)
    },
  }
  const play = createPlay({ store, log, delivery, time, seed, keepHistory })
  const sms = createSmsPlay({ store, log, delivery: cm, time, seed, keepHistory })

  /** The address whose mails a phone shows. */
  const addressOf = (phone: { number: string; name: string }) =>
    store.mails.addressOf(phone.number) ?? usualAddress(phone.name, phone.number)

  return {
    settings,
    clock: time.now,
    time,
    store,
    log,
    delivery,
    play,
    throughput: createThroughput(),
    cm,
    sms,
    /** Where mail is taken, once the server listens. */
    smtpPort: 0,
    addressOf,
    phonesReading: (address: string) =>
      store.people
        .phones()
        .flatMap((phone) => (addressOf(phone) === address.toLowerCase() ? [phone.number] : [])),
    /** An outage that ends early lets what waited out at once. */
    wakeWebhooks() {
      for (const wabaId of store.outbox.accounts()) graph.wake(wabaId)
      cm.wake()
    },
  }
}
