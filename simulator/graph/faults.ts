import { setTimeout as wait } from 'node:timers/promises'
import { chance } from '../customers/chance'
import type { World } from '../world'
import { GraphError } from './errors'

/**
 * Faults on demand. Which call is struck depends on the seed and on how manieth call it is, so the same calls meet
 * the same faults.
 */
export function createFaults(world: World) {
  const { settings, store } = world
  let calls = 0
  let answers = 0
  const strikes = (share: number, what: string, nth: number) =>
    share > 0 && chance(`${settings.seed} ${what} ${nth}`) < share

  return {
    /** Before a call is looked at: lets it wait, or refuses it. */
    async before(isSend: boolean): Promise<void> {
      const faults = store.options.faults()
      calls += 1
      if (faults.latencyMs > 0) await wait(faults.latencyMs)
      if (faults.tokenExpired) {
        throw new GraphError(190, '', {
          subcode: 463,
          message: `Error validating access token: Session has expired on ${new Date(world.time.wall()).toUTCString()}.`,
        })
      }
      if (strikes(faults.fail5xx, '503', calls)) throw new GraphError(2, '', { transient: true })
      if (isSend && strikes(faults.rateLimited, '130429', calls)) {
        throw new GraphError(130429, 'Cloud API message throughput has been reached.', { transient: true })
      }
      if (!isSend && strikes(faults.managementLimited, '80007', calls)) {
        throw new GraphError(80007, 'This account made too many calls in the last hour.', { transient: true })
      }
    },
    /** Refuses a send with the code that was asked for. CM.com answers in codes of its own, so this is Graph's alone. */
    refuse(): void {
      const struck = store.options.faults().refuseSends
      if (struck && strikes(struck.share, 'refused', calls)) {
        throw new GraphError(struck.code, 'Refused because the control API asked for it.')
      }
    },
    /** Whether the answer to an accepted message gets lost on the way. */
    losesAnswer(): boolean {
      answers += 1
      return strikes(store.options.faults().loseAnswer, 'lost', answers)
    },
  }
}
