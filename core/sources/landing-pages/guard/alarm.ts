import type { FormGuard } from '@/db/states'
import { getLog } from '../../../platform/log'

/** So many machines caught on one page within so long: more than curious people and broken browsers bring. */
const machines = 40
const withinMs = 60_000
/** How long the door stays guarded after the last such rush. */
const guardMs = 15 * 60_000

type Watch = { since: number; caught: number; until: number }

/** By page, in this process: every server that is being attacked sees it by itself. */
const watches = new Map<string, Watch>()
const roomForPages = 1000

/** Says that a machine was caught on a page: a trap sprang, or a network was over its limit. */
export function noteMachine(pageId: string, now: Date): void {
  const at = now.getTime()
  const known = watches.get(pageId)
  const watch =
    known && at - known.since < withinMs ? known : { since: at, caught: 0, until: known?.until ?? 0 }
  watch.caught += 1
  if (watch.caught >= machines) {
    if (watch.until <= at)
      getLog('landing-pages').warn({ pageId }, 'machines at the door: sign-ups have to show work')
    watch.until = at + guardMs
  }
  if (watches.size >= roomForPages) watches.clear()
  watches.set(pageId, watch)
}

/** Whether machines are at the door of this page. */
export const isAttacked = ({ pageId }: { pageId: string }, now: Date): boolean =>
  (watches.get(pageId)?.until ?? 0) > now.getTime()

/** Whether a sign-up on this page has to show work now. Many people are no attack: only what machines do counts. */
export function isGuarded(page: { pageId: string; formGuard: FormGuard }, now: Date): boolean {
  return page.formGuard === 'always' || isAttacked(page, now)
}
