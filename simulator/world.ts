import { createThroughput } from './consequences/throughput'
import { createPlay } from './customers/play'
import type { Settings } from './settings'
import { openStore } from './store/store'
import { createTime } from './time'
import { createDelivery } from './webhooks/deliver'
import { createWireLog } from './wire-log'

/** Everything the routes need: state, the clock, the way out and the people. */
export type World = ReturnType<typeof createWorld>

/** `wall` is the real clock, which a test may hold in hand. */
export function createWorld(settings: Settings, wall: () => number = Date.now) {
  const store = openStore(settings.bench ? undefined : settings.dataDir)
  const time = createTime(store.options.clock(), store.options.setClock, wall)
  const log = createWireLog()
  const delivery = createDelivery(store, log, wall)
  const play = createPlay({ store, log, delivery, time, seed: settings.seed, keepHistory: !settings.bench })
  return { settings, clock: time.now, time, store, log, delivery, play, throughput: createThroughput() }
}
