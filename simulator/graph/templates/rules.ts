import type { Component } from '../../store/templates'
import { compileText } from '../compile-template'
import { checkButtons } from './buttons'
import { badBody, badFooter, badHeader, badParameter, missingExample, tooLong } from './refuse'
import { checkVariables } from './variables'

export type CheckedTemplate = {
  category: string
  parameter_format: string
  components: readonly Component[]
  message_send_ttl_seconds?: number | undefined
}

/** Whether a header sample with this handle was uploaded. */
export type KnowsHandle = (handle: string) => boolean

const mediaFormats = ['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT']

const lengthOf = (text: string) => [...text].length

function handleOf(component: Component): unknown {
  const example = component.example as { header_handle?: unknown } | undefined
  return Array.isArray(example?.header_handle) ? example.header_handle[0] : example?.header_handle
}

function checkHeader(header: Component, template: CheckedTemplate, knows: KnowsHandle) {
  const { format = 'TEXT' } = header
  if (format === 'TEXT') {
    const text = header.text ?? ''
    if (text === '') throw badHeader('A text header needs a text.')
    if (lengthOf(text) > 60) throw tooLong('A text header', 60)
    if (/[*_~`\n]/.test(text.replace(/\{\{[^{}]*\}\}/g, ''))) {
      throw badHeader('A text header cannot have formatting characters or new lines.')
    }
    if (compileText(text).names.length > 1) throw badHeader('A text header can have one variable.')
    checkVariables(header, 'header', template.parameter_format === 'NAMED')
    return
  }
  if (format === 'LOCATION') {
    if (template.category === 'AUTHENTICATION')
      throw badHeader('A LOCATION header is not for AUTHENTICATION.')
    return
  }
  if (format === 'PRODUCT') return
  if (!mediaFormats.includes(format)) throw badHeader(`Header format ${format} does not exist.`)
  const handle = handleOf(header)
  if (typeof handle !== 'string' || handle === '') throw missingExample(`A ${format} header`)
  if (!knows(handle)) throw badHeader('The header_handle of the header is not a file that was uploaded.')
}

function checkBody(body: Component | undefined, template: CheckedTemplate, most: number) {
  if (!body?.text) throw badBody('A template needs a body with text.')
  if (lengthOf(body.text) > most) throw tooLong('The body', most)
  if (/\n{3,}|\t| {5,}/.test(body.text)) {
    throw badBody('The body cannot have tabs, more than two new lines or more than four spaces in a row.')
  }
  checkVariables(body, 'body', template.parameter_format === 'NAMED')
}

function checkFooter(footer: Component) {
  const text = footer.text ?? ''
  if (text === '') throw badFooter('A footer needs a text.')
  if (lengthOf(text) > 60) throw tooLong('A footer', 60)
  if (/\{\{|\n/.test(text)) throw badFooter('A footer has no variables and no new lines.')
}

const shapeOf = (components: readonly Component[]) =>
  components
    .map((one) => `${one.type} ${one.format ?? ''} ${(one.buttons ?? []).map((button) => button.type)}`)
    .join('; ')

function checkCarousel(carousel: Component, template: CheckedTemplate, knows: KnowsHandle) {
  const cards = carousel.cards ?? []
  if (template.category !== 'MARKETING') throw badParameter('A carousel is for MARKETING only.')
  if (cards.length < 2 || cards.length > 10) throw badParameter('A carousel has 2 to 10 cards.')
  const shapes = new Set(cards.map((card) => shapeOf(card.components)))
  if (shapes.size > 1) throw badParameter('All cards of a carousel have the same components.')
  for (const { components } of cards) {
    const one = (type: string) => components.find((component) => component.type === type)
    const header = one('HEADER')
    if (!header || !['IMAGE', 'VIDEO', 'PRODUCT'].includes(header.format ?? '')) {
      throw badHeader('A card has an IMAGE or VIDEO header.')
    }
    checkHeader(header, template, knows)
    const body = one('BODY')
    if (body) checkBody(body, template, 160)
    const buttons = one('BUTTONS')?.buttons ?? []
    checkButtons(buttons, 2, 15)
  }
}

function checkOffer(
  offer: Component,
  one: (type: string) => Component | undefined,
  template: CheckedTemplate,
) {
  if (template.category !== 'MARKETING') throw badParameter('A limited-time offer is for MARKETING only.')
  const text = offer.limited_time_offer?.text ?? ''
  if (text === '') throw badParameter('A limited-time offer needs a text.')
  if (lengthOf(text) > 16) throw tooLong('The text of a limited-time offer', 16)
  if (one('FOOTER')) throw badFooter('A template with a limited-time offer has no footer.')
  const format = one('HEADER')?.format
  if (format !== undefined && format !== 'IMAGE' && format !== 'VIDEO') {
    throw badHeader('A limited-time offer goes with an IMAGE or VIDEO header.')
  }
}

/** Sends of each category may live this long, in seconds; -1 stands for 30 days. */
const lifetimes: Record<string, readonly [low: number, high: number, forever: boolean]> = {
  AUTHENTICATION: [30, 900, true],
  UTILITY: [30, 43_200, true],
  MARKETING: [43_200, 2_592_000, false],
}

function checkLifetime(template: CheckedTemplate) {
  const ttl = template.message_send_ttl_seconds
  const limits = lifetimes[template.category]
  if (ttl === undefined || !limits || (ttl === -1 && limits[2])) return
  if (ttl < limits[0] || ttl > limits[1]) {
    throw badParameter(
      `message_send_ttl_seconds of ${template.category} is from ${limits[0]} to ${limits[1]} seconds.`,
    )
  }
}

function checkAuthentication(template: CheckedTemplate, one: (type: string) => Component | undefined) {
  const body = one('BODY')
  if (!body) throw badBody('A template needs a body.')
  if (body.text) throw badBody('The words of an AUTHENTICATION body are fixed and cannot be given.')
  if (one('HEADER')) throw badHeader('An AUTHENTICATION template has no header.')
  const buttons = one('BUTTONS')?.buttons ?? []
  if (buttons.length !== 1 || buttons[0]?.type !== 'OTP') {
    throw badParameter('An AUTHENTICATION template has one OTP button.')
  }
  checkButtons(buttons, 1, 15)
  checkLifetime(template)
}

/** Refuses a template that breaks the rules of the platform's component pages, before anybody reviews it. */
export function checkTemplate(template: CheckedTemplate, knows: KnowsHandle): void {
  const { components } = template
  const one = (type: string) => components.find((component) => component.type === type)
  for (const component of components) {
    if (components.filter((other) => other.type === component.type).length > 1) {
      throw badParameter(`There can be one ${component.type}.`)
    }
  }
  if (template.category === 'AUTHENTICATION') {
    checkAuthentication(template, one)
    return
  }
  const [header, body, footer, buttons] = [one('HEADER'), one('BODY'), one('FOOTER'), one('BUTTONS')]
  const [offer, carousel] = [one('LIMITED_TIME_OFFER'), one('CAROUSEL')]
  if (buttons?.buttons?.some((button) => button.type === 'OTP')) {
    throw badParameter('An OTP button is for AUTHENTICATION only.')
  }
  checkBody(body, template, offer ? 600 : 1024)
  if (header) checkHeader(header, template, knows)
  if (footer) checkFooter(footer)
  if (buttons) checkButtons(buttons.buttons ?? [], 10, offer ? 15 : 20)
  if (offer) checkOffer(offer, one, template)
  if (carousel) {
    if (header || footer || buttons) throw badParameter('A carousel goes with a body and its cards alone.')
    checkCarousel(carousel, template, knows)
  }
  checkLifetime(template)
}
