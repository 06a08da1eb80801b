import type { AddPlan, Stage } from '../customers/stage'
import type { Account } from '../store/accounts'
import type { Template } from '../store/templates'
import { templateQualityChange, templateStatusChange } from '../webhooks/changes'
import type { PaceKeeper } from './pace-keeper'
import { pauseOf } from './pausing'
import { type Feedback, measure, nextScore, type Score } from './quality'

const minuteMs = 60_000
const afterFeedbackMs = 10 * minuteMs
const betweenMs = 6 * 60 * minuteMs
const memoryMs = 7 * 24 * 60 * minuteMs
/** A template that pacing paused may be unpaused by hand after this long. */
const unpauseAfterMs = 5 * minuteMs

export type Unpaused = { success: boolean; reason: string | null }

/** Looks at the quality of each template a while after there was feedback, and pauses what is too bad. */
export function createQualityReview({ store, delivery, time }: Stage, plan: AddPlan, pace: PaceKeeper) {
  /** When each template is looked at next; an earlier plan takes the place of a later one. */
  const dueAt = new Map<string, number>()

  function lookAt(templateId: string, at: number) {
    const planned = dueAt.get(templateId)
    if (planned !== undefined && planned <= at) return
    dueAt.set(templateId, Math.round(at))
    plan(at, 'quality', templateId)
  }

  function setScore(account: Account, template: Template, score: Score) {
    if (score === template.quality_score) return
    store.templates.setQuality(template.id, score, time.stamp(time.now()))
    // Whatever is no longer green is paced again.
    if (template.quality_score === 'GREEN') pace.fresh(template.id)
    delivery.enqueue(account, templateQualityChange(template, score))
  }

  function pause(account: Account, template: Template) {
    const life = store.lives.of(template.id)
    const pause = pauseOf(life.pauses)
    const now = time.now()
    store.templates.setStatus(template.id, pause.status, 'NONE')
    store.lives.change(template.id, { pauses: life.pauses + 1, paused_by: 'quality', paused_at: now })
    const description =
      pause.status === 'PAUSED'
        ? `Your WhatsApp message template has been paused for ${pause.forMs / 3_600_000} hours until it can be used again, because it had issues.`
        : 'Your WhatsApp message template has been disabled, because it had issues for the third time.'
    delivery.enqueue(
      account,
      templateStatusChange(template, {
        event: pause.status,
        title: pause.title,
        description,
        ...(pause.status === 'DISABLED' && { disabledAt: time.stamp(now) }),
      }),
    )
    if (pause.status === 'PAUSED') plan(now + pause.forMs, 'unpause', template.id)
    pace.settle(template.id, 'failed 132015')
  }

  function resume(account: Account, template: Template) {
    store.templates.setStatus(template.id, 'APPROVED', 'NONE')
    store.lives.change(template.id, { paused_by: '' })
    pace.fresh(template.id)
    delivery.enqueue(
      account,
      templateStatusChange(template, {
        event: 'APPROVED',
        title: 'UNPAUSE',
        description: 'Your WhatsApp message template has been unpaused.',
      }),
    )
    setScore(account, template, 'UNKNOWN')
  }

  /** The number is rated by everything its templates brought about. */
  function rateNumber(account: Account, now: number) {
    const hours: Feedback[] = store.templates
      .list(account.waba_id)
      .flatMap((template) => store.lives.feedback(template.id, now - memoryMs))
    const rating = nextScore(account.quality_rating as Score, measure(hours, now))
    if (rating !== account.quality_rating)
      store.accounts.setStanding(account.waba_id, { quality_rating: rating })
  }

  const withAccount = (templateId: string) => {
    const template = store.templates.byId(templateId)
    const account = template && store.accounts.byWaba(template.waba_id)
    return template && account ? { template, account } : undefined
  }

  return {
    /** There was feedback, so the template is looked at within ten minutes. */
    expect(templateId: string) {
      // The usual case on the way of every message, so nothing else happens in it.
      const planned = dueAt.get(templateId)
      const at = time.now() + afterFeedbackMs
      if (planned === undefined || planned > at) lookAt(templateId, at)
    },
    evaluate(templateId: string, planned: number) {
      if (dueAt.get(templateId) !== planned) return
      dueAt.delete(templateId)
      const found = withAccount(templateId)
      if (!found) return
      const { template, account } = found
      const now = time.now()
      const measured = measure(
        store.lives.feedback(templateId, Math.max(store.lives.of(templateId).since, now - memoryMs)),
        now,
      )
      const score = nextScore(template.quality_score as Score, measured)
      setScore(account, template, score)
      if (score === 'RED' && template.status === 'APPROVED') pause(account, template)
      rateNumber(account, now)
      store.lives.expire(now - memoryMs)
      if (measured.deliveries > 0) lookAt(templateId, now + betweenMs)
    },
    /** The pause for low quality is over, unless somebody or something else changed the template since. */
    endPause(templateId: string) {
      const found = withAccount(templateId)
      const life = store.lives.of(templateId)
      if (found?.template.status === 'PAUSED' && life.paused_by === 'quality')
        resume(found.account, found.template)
    },
    /** `POST /{template-id}/unpause`: for templates that pacing paused, 5 minutes after it did. */
    unpause(template: Template): Unpaused {
      const found = withAccount(template.id)
      const life = store.lives.of(template.id)
      const refused = (reason: string): Unpaused => ({ success: false, reason })
      if (!found || template.status !== 'PAUSED') return refused('The template is not paused.')
      if (life.paused_by === 'quality') {
        return refused('The template was paused because of its quality and resumes by itself.')
      }
      if (time.now() - life.paused_at < unpauseAfterMs) {
        return refused('Wait 5 minutes after the template was paused.')
      }
      store.transaction(() => resume(found.account, found.template))
      return { success: true, reason: null }
    },
    forget: () => dueAt.clear(),
    start() {
      for (const { ref, due_at: at } of store.plans.of('quality')) {
        dueAt.set(ref, Math.min(at, dueAt.get(ref) ?? at))
      }
    },
  }
}

export type QualityReview = ReturnType<typeof createQualityReview>
