import { z } from 'zod'
import type { Content, ContentButton } from '../store/messages'
import type { Button, Component, Template } from '../store/templates'
import { GraphError } from './errors'
import { parsePart } from './read-json'
import { fill, variablesIn } from './variables'

const Media = z.object({
  id: z.string().optional(),
  link: z.string().optional(),
  filename: z.string().optional(),
})
const Parameter = z.object({
  type: z.string(),
  parameter_name: z.string().optional(),
  text: z.string().optional(),
  payload: z.string().optional(),
  coupon_code: z.string().optional(),
  currency: z.object({ fallback_value: z.string() }).optional(),
  date_time: z.object({ fallback_value: z.string() }).optional(),
  image: Media.optional(),
  video: Media.optional(),
  document: Media.optional(),
  location: z.record(z.string(), z.unknown()).optional(),
})
type Parameter = z.infer<typeof Parameter>

export const SentComponents = z.array(
  z.object({
    type: z.string(),
    sub_type: z.string().optional(),
    index: z.union([z.string(), z.number()]).optional(),
    parameters: z.array(Parameter).optional(),
  }),
)
type Sent = z.infer<typeof SentComponents>

const textOf = (parameter: Parameter): string | undefined =>
  parameter.text ?? parameter.currency?.fallback_value ?? parameter.date_time?.fallback_value

/** Refuses values the platform refuses: new lines, tabs and more than four spaces in a row. */
function checkValue(value: string, where: string) {
  if (/[\n\r\t]| {5,}/.test(value)) {
    throw new GraphError(
      132008,
      `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    )
  }
}

function fillText(template: Template, text: string, sent: Parameter[], where: string, most: number): string {
  const names = variablesIn(text)
  if (names.length !== sent.length) {
    throw new GraphError(
      132000,
      `${where}: number of localizable_params (${sent.length}) does not match the expected number of params (${names.length})`,
    )
  }
  const values = new Map<string, string>()
  for (const [position, parameter] of sent.entries()) {
    const value = textOf(parameter)
    if (value === undefined || value === '') {
      throw new GraphError(131008, `${where}: Parameter of type ${parameter.type} is missing text value`)
    }
    checkValue(value, where)
    const named = template.parameter_format === 'NAMED'
    const name = named ? parameter.parameter_name : String(position + 1)
    if (name === undefined || !names.includes(name)) {
      throw new GraphError(
        132012,
        `${where}: Parameter name is missing or empty, expected ${names.join(', ')}`,
      )
    }
    values.set(name, value)
  }
  const filled = fill(text, values)
  if (filled.length > most)
    throw new GraphError(132005, `${where}: ${filled.length} characters, at most ${most}`)
  return filled
}

function fillHeader(template: Template, header: Component, sent: Parameter[]): Content['header'] {
  if (header.format === 'TEXT') {
    return { kind: 'text', text: fillText(template, header.text ?? '', sent, 'header', 60) }
  }
  const kind = (header.format ?? '').toLowerCase()
  if (kind !== 'image' && kind !== 'video' && kind !== 'document' && kind !== 'location') return undefined
  const [parameter] = sent
  if (!parameter || parameter.type !== kind) {
    throw new GraphError(
      132012,
      `header: Format mismatch, expected ${header.format}, received ${parameter?.type.toUpperCase() ?? 'UNKNOWN'}`,
    )
  }
  if (kind === 'location') return { kind }
  const media = parameter[kind]
  if (!media?.link && !media?.id) throw new GraphError(131008, `header: ${kind} needs an id or a link`)
  return { kind, ...(media.link && { link: media.link }), ...(media.filename && { text: media.filename }) }
}

function fillButton(button: Button, index: number, sent: Parameter | undefined): ContentButton | undefined {
  const text = button.text ?? ''
  if (button.type === 'QUICK_REPLY') return { kind: 'quick_reply', text, payload: sent?.payload ?? text }
  if (button.type === 'PHONE_NUMBER') return { kind: 'phone', text, number: button.phone_number ?? '' }
  if (button.type === 'COPY_CODE') {
    const example = Array.isArray(button.example) ? button.example[0] : button.example
    return { kind: 'copy', text, code: sent?.coupon_code ?? String(example ?? '') }
  }
  if (button.type !== 'URL') return undefined
  const names = variablesIn(button.url)
  if (names.length > 0 && !sent?.text) {
    throw new GraphError(131008, `buttons: Button at index ${index} of type Url requires a parameter`)
  }
  if (names.length === 0 && sent) {
    throw new GraphError(132000, `buttons: Button at index ${index} of type Url takes no parameter`)
  }
  return {
    kind: 'url',
    text,
    url: fill(button.url ?? '', new Map(names.map((name) => [name, sent?.text ?? '']))),
  }
}

/** What the phone shows of a template with these components; refuses as the platform does. */
export function fillTemplate(template: Template, components: unknown): Content {
  const sent: Sent =
    components === undefined ? [] : parsePart(SentComponents, components, 'template.components')
  const parametersOf = (type: string) =>
    sent.find((component) => component.type.toLowerCase() === type)?.parameters ?? []
  const buttonAt = (index: number) =>
    sent.find((component) => component.type.toLowerCase() === 'button' && Number(component.index) === index)
      ?.parameters?.[0]

  const content: Content = { body: '' }
  for (const component of template.components) {
    if (component.type === 'HEADER') {
      const header = fillHeader(template, component, parametersOf('header'))
      if (header) content.header = header
    } else if (component.type === 'BODY') {
      content.body = fillText(template, component.text ?? '', parametersOf('body'), 'body', 1024)
    } else if (component.type === 'FOOTER') {
      content.footer = component.text ?? ''
    } else if (component.type === 'BUTTONS') {
      content.buttons = (component.buttons ?? []).flatMap(
        (button, index) => fillButton(button, index, buttonAt(index)) ?? [],
      )
    }
  }
  const known = template.components.find((component) => component.type === 'BUTTONS')?.buttons ?? []
  for (const component of sent) {
    if (component.type.toLowerCase() === 'button' && !known[Number(component.index)]) {
      throw new GraphError(132000, `buttons: the template has no button at index ${component.index}`)
    }
  }
  return content
}
