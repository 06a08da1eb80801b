import type { AddPlan, Stage } from '../customers/stage'
import type { Template } from '../store/templates'
import { templateStatusChange } from '../webhooks/changes'
import { assess, assessedAfterMs, isPaced } from './pacing'
import { measure, type Score } from './quality'

/** Between two messages that are let go, as a number at full throughput sends. */
const betweenMs = 12.5

/** Holds the rest of a campaign while its first messages show how people take it. */
export function createPaceKeeper({ store, delivery, time, seed }: Stage, plan: AddPlan) {
  /** A template starts over: its next sends go out until pacing holds the rest. */
  const fresh = (templateId: string) =>
    store.lives.change(templateId, { pacing: 'open', paced_sent: 0, since: time.now() })

  /** Lets what is held go, or fails it with 132015 because the template was dropped or paused. */
  function settle(templateId: string, step: 'sent' | 'failed 132015') {
    for (const [nth, id] of store.messages.held(templateId).entries()) {
      if (step === 'sent') store.messages.setStatus(id, 'accepted')
      plan(time.now() + nth * betweenMs, step, id)
    }
  }

  return {
    fresh,
    settle,
    /** Counts one more send of this template; true when it is held. */
    holds(template: Template): boolean {
      const rules = store.options.rules()
      if (!rules.pacing || template.quality_score === 'GREEN' || template.category === 'AUTHENTICATION')
        return false
      const life = store.lives.of(template.id)
      const score = template.quality_score as Score
      if (!isPaced({ category: template.category, score, pauses: life.pauses, pacing: life.pacing }))
        return false
      if (life.pacing === 'holding') return true
      if (life.paced_sent < rules.pacedAfter) {
        store.lives.change(template.id, { paced_sent: life.paced_sent + 1 })
        return false
      }
      const now = time.now()
      store.lives.change(template.id, { pacing: 'holding', held_at: now })
      plan(now + assessedAfterMs(seed, template.id, life.paced_sent), 'assess', template.id)
      return true
    },
    /** Looks at how the first messages were taken, and releases or drops the rest. */
    assess(templateId: string) {
      const template = store.templates.byId(templateId)
      const account = template && store.accounts.byWaba(template.waba_id)
      const life = store.lives.of(templateId)
      if (!template || !account || life.pacing !== 'holding') return
      const now = time.now()
      const measured = measure(store.lives.feedback(templateId, life.since), now)
      if (assess(measured) === 'release') {
        store.lives.change(templateId, { pacing: 'passed' })
        return settle(templateId, 'sent')
      }
      store.templates.setStatus(templateId, 'PAUSED', 'NONE')
      store.lives.change(templateId, { pacing: 'open', paced_sent: 0, paused_by: 'pacing', paused_at: now })
      delivery.enqueue(
        account,
        templateStatusChange(template, {
          event: 'PAUSED',
          title: 'RATE_LIMITING_PAUSE',
          description:
            'Your WhatsApp message template was paused by template pacing because of its feedback.',
        }),
      )
      settle(templateId, 'failed 132015')
    },
  }
}

export type PaceKeeper = ReturnType<typeof createPaceKeeper>
