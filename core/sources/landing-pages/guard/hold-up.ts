import type { FormGuard } from '@/db/states'
import type { FormWords } from '../../public/form-words'
import { type FormFields, readShownMark } from '../form'
import { isGuarded, noteMachine } from './alarm'
import { makeTurn, readStamp, waitOfTurn } from './stamp'
import { isWorkDone } from './work'

/** Why a right form is shown once more before it is taken. */
export type HoldUp = { text: (words: FormWords) => string; stamp?: string }

/**
 * Whether a form that is right comes from somebody who read it; otherwise what to say and which stamp the form carries when
 * it comes again. Nobody is turned away for good: one more press is the most that a person without a script ever does, and
 * half a minute more while machines are at the door.
 */
export function holdUp(
  form: FormFields,
  e164: string,
  page: { pageId: string; formGuard: FormGuard },
  now: Date,
): HoldUp | undefined {
  const { stamp } = readShownMark(form.version)
  const wait = waitOfTurn(stamp, e164, now)
  if (wait === 0) return undefined
  if (wait !== undefined) return waitMore(wait, stamp)
  const verdict = readStamp(stamp, now)
  if (verdict !== 'good') {
    noteMachine(page.pageId, now)
    return { text: (words) => words['press-again'] }
  }
  if (!isGuarded(page, now) || isWorkDone(form.version, form.phone, form.work)) return undefined
  const turn = makeTurn(e164, now)
  return waitMore(waitOfTurn(turn, e164, now) ?? 0, turn)
}

const waitMore = (ms: number, stamp: string): HoldUp => ({
  text: (words) => words['wait-turn'](Math.max(1, Math.ceil(ms / 1000))),
  stamp,
})
