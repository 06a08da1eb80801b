import type { Component, Template } from '../store/templates'
import { readsPromotional } from './promotional'

export type Decision =
  | { event: 'APPROVED'; category: string }
  | {
      event: 'REJECTED'
      reason: 'ABUSIVE_CONTENT' | 'INCORRECT_CATEGORY' | 'INVALID_FORMAT' | 'SCAM' | 'TAG_CONTENT_MISMATCH'
      info?: { reason: string; recommendation: string }
    }

const textOf = (components: readonly Component[], type: string) =>
  components.find((component) => component.type.toUpperCase() === type)?.text ?? ''

/** Everything of a template that a person reads, cards and labels of buttons included. */
function wordsOf(components: readonly Component[]): string {
  return components
    .flatMap((component) => [
      component.text ?? '',
      component.limited_time_offer?.text ?? '',
      ...(component.buttons ?? []).map((button) => button.text ?? ''),
      ...(component.cards ?? []).map((card) => wordsOf(card.components)),
    ])
    .join('\n')
}

const bothTexts = (components: readonly Component[]) =>
  `${textOf(components, 'BODY').trim()}\n${textOf(components, 'FOOTER').trim()}`

const abusive =
  /\b(kill|dood (je|jou)|we weten waar je woont|legal action against you|aangifte tegen je|idioot|klootzak|idiot|bastard)\b/i

/** Asks for what a business never asks in a chat, or hides where a link goes. */
const scam =
  /\b(pincode|cvc|cvv|full card number|volledige kaartnummer|wachtwoord|password|social security|burgerservicenummer|bsn)\b|\b(bit\.ly|tinyurl\.com|goo\.gl|t\.co)\/|wa\.me\//i

const touching = /\}\}\s*\{\{/

function urlsOf(components: readonly Component[]): string {
  return components
    .flatMap((component) => [
      ...(component.buttons ?? []).map((button) => button.url ?? ''),
      ...(component.cards ?? []).map((card) => urlsOf(card.components)),
    ])
    .join('\n')
}

/**
 * What the reviewers of WhatsApp say of a template beside the others of its account. Same template, same verdict.
 * Source of the reasons: the pages on template review and on message_template_status_update.
 */
export function decide(template: Template, others: readonly Template[]): Decision {
  const { components, category } = template
  const words = wordsOf(components)
  if (category === 'AUTHENTICATION') return { event: 'APPROVED', category }
  if (abusive.test(words)) return { event: 'REJECTED', reason: 'ABUSIVE_CONTENT' }
  if (scam.test(`${words}\n${urlsOf(components)}`)) return { event: 'REJECTED', reason: 'SCAM' }
  if (touching.test(words)) {
    return {
      event: 'REJECTED',
      reason: 'INVALID_FORMAT',
      info: {
        reason:
          'Your template has parameters placed next to each other (like {{1}}{{2}}) without text or punctuation between them.',
        recommendation:
          'Separate parameters with descriptive text and ensure each parameter is clearly contextualized.',
      },
    }
  }
  const twin = others.find(
    (other) =>
      other.id !== template.id &&
      other.status !== 'REJECTED' &&
      bothTexts(other.components) === bothTexts(components),
  )
  if (twin) {
    return {
      event: 'REJECTED',
      reason: 'INVALID_FORMAT',
      info: {
        reason: `The body and the footer are those of the template ${twin.name} in ${twin.language}.`,
        recommendation: 'Use that template, or change the text.',
      },
    }
  }
  if (/\b(otp|one-time (pass)?code|verification code|verificatiecode|inlogcode)\b/i.test(words)) {
    return { event: 'REJECTED', reason: 'INCORRECT_CATEGORY' }
  }
  return { event: 'APPROVED', category: readsPromotional(words) ? 'MARKETING' : category }
}
