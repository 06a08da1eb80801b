import type { AddPlan, Stage } from '../customers/stage'
import type { Plan } from '../store/queues'
import { createLimitReview } from './limit-review'
import { createPaceKeeper } from './pace-keeper'
import type { FeedbackKind } from './quality'
import { createQualityReview } from './quality-review'

/** Everything WhatsApp does because of how people take what they get. */
export function createWatch(stage: Stage, plan: AddPlan) {
  const pace = createPaceKeeper(stage, plan)
  const quality = createQualityReview(stage, plan, pace)
  const limits = createLimitReview(stage, plan)

  return {
    /** Something that says how a template is taken. */
    note(templateId: string, kind: FeedbackKind) {
      if (!stage.store.options.rules().quality) return
      stage.store.lives.count(templateId, kind, stage.time.now())
      quality.expect(templateId)
    },
    holds: pace.holds,
    fresh: pace.fresh,
    unpause: quality.unpause,
    reached: limits.reached,
    take({ step, ref, due_at: dueAt }: Plan) {
      if (step === 'quality') quality.evaluate(ref, dueAt)
      else if (step === 'unpause') quality.endPause(ref)
      else if (step === 'assess') pace.assess(ref)
      else if (step === 'limit') limits.review(ref)
    },
    forget() {
      quality.forget()
      limits.forget()
    },
    start() {
      quality.start()
      limits.start()
    },
  }
}

export type Watch = ReturnType<typeof createWatch>
