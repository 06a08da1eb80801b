import type { Account } from '../store/accounts'
import type { Store } from '../store/store'
import type { Template } from '../store/templates'
import { templateStatusChange } from '../webhooks/changes'
import type { Delivery } from '../webhooks/deliver'
import { templateCategoryChange } from '../webhooks/template-changes'
import { decide } from './decide'

const keptAfterDeletionMs = 30 * 24 * 60 * 60 * 1000

type Plan = (dueAt: number, step: string, ref: string) => void

export type Review = ReturnType<typeof createReview>

/**
 * WhatsApp's reviewers: a new or changed template is judged after `options.review().afterMs` of the clock.
 * `approved` hears of each template that may be sent from now on.
 */
export function createReview(
  { store, delivery, clock }: { store: Store; delivery: Delivery; clock: () => number },
  plan: Plan,
  approved: (templateId: string) => void = () => {},
) {
  function settle(account: Account, template: Template) {
    const decision = decide(template, store.templates.list(account.waba_id))
    if (decision.event === 'REJECTED') {
      store.templates.change(template.id, {
        status: 'REJECTED',
        rejected_reason: decision.reason,
        rejection_info: decision.info ?? null,
      })
      const { event, reason, info } = decision
      return delivery.enqueue(
        account,
        templateStatusChange(template, { event, reason, ...(info && { rejection: info }) }),
      )
    }
    const moved = decision.category !== template.category
    store.templates.change(template.id, {
      status: 'APPROVED',
      rejected_reason: 'NONE',
      rejection_info: null,
      ...(moved && { category: decision.category, previous_category: template.category }),
    })
    approved(template.id)
    const after = { ...template, category: decision.category }
    delivery.enqueue(account, templateStatusChange(after, { event: 'APPROVED' }))
    if (moved) {
      delivery.enqueue(
        account,
        templateCategoryChange(after, { previous: template.category, now: decision.category }),
      )
    }
  }

  return {
    submit: (templateId: string) => plan(clock() + store.options.review().afterMs, 'review', templateId),
    /** A deleted template whose messages are still on their way goes after 30 days. */
    forgetLater: (templateId: string) => plan(clock() + keptAfterDeletionMs, 'forget', templateId),
    /** Takes a step that is about review; false for any other. */
    take(step: string, ref: string): boolean {
      if (step !== 'review' && step !== 'forget') return false
      const template = store.templates.byId(ref)
      const account = template && store.accounts.byWaba(template.waba_id)
      if (!template || !account) return true
      if (step === 'review' && template.status === 'PENDING') settle(account, template)
      if (step === 'forget' && template.status === 'PENDING_DELETION') {
        store.templates.remove(template)
        delivery.enqueue(account, templateStatusChange(template, { event: 'DELETED' }))
      }
      return true
    },
  }
}
