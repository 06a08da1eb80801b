import { compileText } from '../graph/compile-template'
import type { Template } from '../store/templates'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

const kindOf = (mimeType: string): string => {
  const [kind] = mimeType.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document'
}

/** `{mediaName, mediaUri, mimeType}` as the platform's `{link, filename}`. */
function linkOf(media: unknown, kind: string): Json {
  const { mediaUri, mediaName } = isObject(media) ? media : ({} as Json)
  return { link: mediaUri, ...(kind === 'document' && mediaName ? { filename: mediaName } : {}) }
}

/** CM.com knows parameters by their place; the platform wants the names that a template gave them. */
function named(template: Template | undefined, component: Json, parameters: Json[]): Json[] {
  if (template?.parameter_format !== 'NAMED') return parameters
  const type = String(component['type']).toUpperCase()
  const names = compileText(template.components.find((one) => one.type === type)?.text ?? '').distinct
  return parameters.map((parameter, nth) =>
    parameter['type'] === 'text' && names[nth] ? { ...parameter, parameter_name: names[nth] } : parameter,
  )
}

function componentOf(template: Template | undefined, component: Json): Json {
  const parameters = listOf(component['parameters']).map((parameter) => {
    const type = String(parameter['type'])
    return isObject(parameter['media']) ? { type, [type]: linkOf(parameter['media'], type) } : parameter
  })
  const { index, cards, ...rest } = component
  return {
    ...rest,
    ...(index === undefined ? {} : { index: String(index) }),
    ...(component['parameters'] === undefined ? {} : { parameters: named(template, component, parameters) }),
    ...(Array.isArray(cards)
      ? {
          cards: listOf(cards).map((card) => ({
            ...card,
            components: listOf(card['components']).map((one) => componentOf(undefined, one)),
          })),
        }
      : {}),
  }
}

function interactiveOf(interactive: Json): Json {
  const header = interactive['header']
  if (!isObject(header) || !isObject(header['media'])) return interactive
  const kind = String(header['type'])
  return { ...interactive, header: { type: kind, [kind]: linkOf(header['media'], kind) } }
}

/** One part of `richContent.conversation` as the body of the platform's own call, without the envelope. */
export function graphPartOf(
  part: Json,
  find: (name: string, language: string) => Template | undefined,
): Json | undefined {
  const context = isObject(part['context']) ? { context: part['context'] } : {}
  const template = isObject(part['template']) ? part['template']['whatsapp'] : undefined
  if (isObject(template)) {
    const language = isObject(template['language']) ? template['language'] : {}
    const known = find(String(template['element_name']), String(language['code']))
    const components = listOf(template['components']).map((one) => componentOf(known, one))
    return {
      type: 'template',
      template: { name: template['element_name'], language, components },
    }
  }
  if (isObject(part['interactive'])) {
    return { ...context, type: 'interactive', interactive: interactiveOf(part['interactive']) }
  }
  if (isObject(part['media'])) {
    const kind = kindOf(String(part['media']['mimeType'] ?? ''))
    const caption = kind !== 'audio' && typeof part['text'] === 'string' ? { caption: part['text'] } : {}
    return { ...context, type: kind, [kind]: { ...linkOf(part['media'], kind), ...caption } }
  }
  if (isObject(part['location'])) {
    const { label, searchQuery, latitude, longitude } = part['location']
    const place = { latitude: Number(latitude), longitude: Number(longitude) }
    return { ...context, type: 'location', location: { ...place, name: label, address: searchQuery } }
  }
  if (Array.isArray(part['contacts'])) return { ...context, type: 'contacts', contacts: part['contacts'] }
  if (typeof part['text'] === 'string') return { ...context, type: 'text', text: { body: part['text'] } }
  return undefined
}

/** The namespace that a part calls its template by, or undefined where it is no template. */
export function namespaceOf(part: Json): string | undefined {
  const template = isObject(part['template']) ? part['template']['whatsapp'] : undefined
  return isObject(template) ? String(template['namespace'] ?? '') : undefined
}
