import { suppressedSql } from '../../consent/suppressed-sql'
import { always, type PolicyRule } from '../rule'

/** Their number stands on the suppression list, and they have not come back by themselves since. */
export const suppressed: PolicyRule = {
  reason: 'suppressed',
  source: 'GDPR art. 21(3) and 17(3)(b): an objection outlives the person’s data',
  appliesTo: always,
  condition: (p) =>
    suppressedSql({ brandId: p.brandId, topicId: p.topicId, isMarketing: p.topicCategory === 'marketing' }),
}
