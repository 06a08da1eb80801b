import type { TopicConsent } from '@/core/consent/rules'
import type { ScaleBrand } from './brand'

const order = ['confirmed', 'given', 'withdrawn', 'refused', 'expired', 'requested']

/**
 * Which consent speaks for a person, as the view `leading_consent` of the database says it. Filled with the person, so
 * that the trigger finds nothing to write a second time; a test holds the two against each other.
 */
export function leadingConsent(
  states: { topicId: string; consent: TopicConsent }[],
  { topics, pages }: Pick<ScaleBrand, 'topics' | 'pages'>,
) {
  const isUtility = (id: string) => topics.find((topic) => topic.id === id)?.category === 'utility'
  const [lead] = states.toSorted(
    (a, b) =>
      Number(isUtility(a.topicId)) - Number(isUtility(b.topicId)) ||
      order.indexOf(a.consent.state) - order.indexOf(b.consent.state) ||
      b.consent.since.getTime() - a.consent.since.getTime(),
  )
  const consent = lead?.consent
  return {
    state: consent?.state ?? null,
    isMarketing: lead ? !isUtility(lead.topicId) : null,
    sourceKind: consent?.sourceKind ?? null,
    pageId: pages.find((page) => page.versionId === consent?.landingPageVersionId)?.pageId ?? null,
    qrCodeId: consent?.qrCodeId ?? null,
  }
}
