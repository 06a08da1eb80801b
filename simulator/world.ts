import { createPlay } from './customers/play'
import type { Settings } from './settings'
import { openStore } from './store/store'
import { createDelivery } from './webhooks/deliver'
import { createWireLog } from './wire-log'

/** Everything the routes need: state, the clock, the way out and the people. */
export type World = ReturnType<typeof createWorld>

export function createWorld(settings: Settings) {
  const clock = () => Date.now()
  const store = openStore(settings.bench ? undefined : settings.dataDir)
  const log = createWireLog()
  const delivery = createDelivery(store, log, clock)
  const play = createPlay({ store, log, delivery, clock, seed: settings.seed, keepHistory: !settings.bench })
  return { settings, clock, store, log, delivery, play }
}
