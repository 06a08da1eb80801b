import { z } from 'zod'
import type { Component } from '../store/templates'
import { GraphError } from './errors'
import { variablesIn } from './variables'

const TemplateButton = z.looseObject({
  type: z.string(),
  text: z.string().max(25).optional(),
  url: z.string().max(2000).optional(),
  phone_number: z.string().max(20).optional(),
  example: z.unknown().optional(),
})

export const TemplateComponents = z
  .array(
    z.looseObject({
      type: z.enum(['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'LIMITED_TIME_OFFER', 'CAROUSEL']),
      format: z.string().optional(),
      text: z.string().optional(),
      example: z.unknown().optional(),
      buttons: z.array(TemplateButton).max(10).optional(),
    }),
  )
  .min(1)

export const NewTemplateBody = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, 'lower-case letters, digits and underscores only'),
  language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/),
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  parameter_format: z.enum(['POSITIONAL', 'NAMED', 'positional', 'named']).default('POSITIONAL'),
  components: TemplateComponents,
})

const refuse = (subcode: number, title: string, explanation: string) =>
  new GraphError(100, explanation, { subcode, title, explanation })

/** Refuses components that break the rules of the platform's component page. */
export function checkComponents(components: readonly Component[], named: boolean): void {
  const one = (type: string) => components.find((component) => component.type === type)
  const [header, body, footer] = [one('HEADER'), one('BODY'), one('FOOTER')]
  if (!body?.text) throw refuse(2388023, 'The body is missing', 'A template needs a body with text.')
  if (body.text.length > 1024) {
    throw refuse(2388040, 'The body is too long', 'The body can have at most 1,024 characters.')
  }
  if (header?.format === 'TEXT' && (header.text ?? '').length > 60) {
    throw refuse(2388047, 'The header is not valid', 'A text header can have at most 60 characters.')
  }
  if (header?.format === 'TEXT' && variablesIn(header.text).length > 1) {
    throw refuse(2388047, 'The header is not valid', 'A text header can have one variable.')
  }
  if (footer && ((footer.text ?? '').length > 60 || variablesIn(footer.text).length > 0)) {
    throw refuse(
      2388073,
      'The footer is not valid',
      'A footer can have at most 60 characters and no variables.',
    )
  }
  checkVariables(body, named)
  if (header?.format === 'TEXT') checkVariables(header, named)
  for (const button of one('BUTTONS')?.buttons ?? []) {
    if (button.type !== 'COPY_CODE' && !button.text) {
      throw refuse(2388072, 'A button is not valid', 'A button needs a text.')
    }
    if (variablesIn(button.url).length > 0 && !/\{\{[^{}]+\}\}$/.test(button.url ?? '')) {
      throw refuse(2388072, 'A button is not valid', 'The variable of an address stands at its end.')
    }
  }
}

function checkVariables(component: Component, named: boolean) {
  const text = (component.text ?? '').trim()
  const names = variablesIn(text)
  const isBody = component.type === 'BODY'
  if (isBody && (/^\{\{/.test(text) || /\}\}$/.test(text))) {
    throw refuse(
      2388299,
      'Variables stand at the start or the end',
      'Put words before and after every variable.',
    )
  }
  const shape = named ? /^[a-z][a-z0-9_]*$/ : /^\d+$/
  const gap = !named && names.some((name) => Number(name) < 1 || Number(name) > names.length)
  if (gap || names.some((name) => !shape.test(name))) {
    throw refuse(
      2388072,
      'Variables are not valid',
      'Number variables from {{1}} without gaps, or name them all.',
    )
  }
  if (names.length > 0 && !component.example) {
    throw refuse(2388043, 'Examples are missing', 'Give an example for every variable.')
  }
  const words = text
    .replace(/\{\{[^{}]*\}\}/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length
  if (isBody && words < 2 * names.length + 1) {
    throw refuse(2388293, 'Too many variables for this length', 'Use fewer variables or a longer text.')
  }
}
