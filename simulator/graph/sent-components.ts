import { z } from 'zod'
import { GraphError } from './errors'
import { parsePart } from './read-json'

const Media = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  link: z.string().optional(),
  filename: z.string().max(240).optional(),
})

const coordinate = (most: number) =>
  z.union([z.string().min(1), z.number()]).transform((value, context) => {
    const degrees = Number(value)
    if (Number.isFinite(degrees) && Math.abs(degrees) <= most) return degrees
    context.addIssue({ code: 'custom', message: `must be between -${most} and ${most} degrees` })
    return z.NEVER
  })

export const Place = z.object({
  latitude: coordinate(90),
  longitude: coordinate(180),
  name: z.string().optional(),
  address: z.string().optional(),
})

const ProductSections = z
  .array(
    z.object({
      title: z.string().max(24).default(''),
      product_items: z
        .array(z.object({ product_retailer_id: z.string().min(1) }))
        .min(1)
        .max(30),
    }),
  )
  .min(1)
  .max(10)

const Parameter = z.object({
  type: z.string(),
  parameter_name: z.string().optional(),
  text: z.union([z.string(), z.number()]).transform(String).optional(),
  payload: z.string().optional(),
  coupon_code: z.string().optional(),
  currency: z.object({ fallback_value: z.string(), code: z.string(), amount_1000: z.number() }).optional(),
  date_time: z.object({ fallback_value: z.string() }).optional(),
  image: Media.optional(),
  video: Media.optional(),
  gif: Media.optional(),
  document: Media.optional(),
  location: Place.optional(),
  product: z.object({ product_retailer_id: z.string(), catalog_id: z.string() }).optional(),
  limited_time_offer: z.object({ expiration_time_ms: z.number().int().positive() }).optional(),
  action: z
    .object({
      flow_token: z.string().optional(),
      flow_action_data: z.record(z.string(), z.unknown()).optional(),
      thumbnail_product_retailer_id: z.string().optional(),
      sections: ProductSections.optional(),
    })
    .optional(),
})

export type Parameter = z.infer<typeof Parameter>
export type SentMedia = z.infer<typeof Media>

const Sent = z.object({
  type: z.string(),
  sub_type: z.string().optional(),
  index: z.union([z.string(), z.number()]).optional(),
  parameters: z.array(Parameter).optional(),
})
const SentCard = z.object({ card_index: z.number().int().min(0), components: z.array(Sent) })
const SentComponents = z.array(Sent.extend({ cards: z.array(SentCard).optional() }))

type SentComponent = z.infer<typeof Sent>
export type SentButton = { subType: string; index: number; parameters: Parameter[] }

/** What was sent for one card, or for the template itself, sorted by the part it is for. */
export type SentParts = {
  header: Parameter[]
  body: Parameter[]
  buttons: SentButton[]
  offer: Parameter[]
  cards: { index: number; parts: SentParts }[]
}

const known = [
  'header',
  'body',
  'footer',
  'button',
  'carousel',
  'limited_time_offer',
  'tap_target_configuration',
]

/** Button kinds of `sub_type`, next to the type the button has in the template. */
export const subTypes: Record<string, string> = {
  quick_reply: 'QUICK_REPLY',
  url: 'URL',
  copy_code: 'COPY_CODE',
  flow: 'FLOW',
  catalog: 'CATALOG',
  mpm: 'MPM',
  spm: 'SPM',
  voice_call: 'VOICE_CALL',
}

function sort(
  components: readonly (SentComponent & { cards?: z.infer<typeof SentCard>[] | undefined })[],
): SentParts {
  const parts: SentParts = { header: [], body: [], buttons: [], offer: [], cards: [] }
  for (const [position, component] of components.entries()) {
    const type = component.type.toLowerCase()
    const parameters = component.parameters ?? []
    if (!known.includes(type)) {
      throw new GraphError(
        100,
        `Param template['components'][${position}]['type'] must be one of {${known.join(', ').toUpperCase()}} - got "${component.type}".`,
      )
    }
    if (type === 'header') parts.header = parameters
    else if (type === 'body') parts.body = parameters
    else if (type === 'limited_time_offer') parts.offer = parameters
    else if (type === 'button') parts.buttons.push(buttonOf(component, position))
    else if (type === 'carousel') {
      parts.cards = (component.cards ?? []).map((card) => ({
        index: card.card_index,
        parts: sort(card.components),
      }))
    }
  }
  return parts
}

function buttonOf(component: SentComponent, position: number): SentButton {
  const where = `template['components'][${position}]`
  const subType = component.sub_type?.toLowerCase()
  if (subType === undefined) throw new GraphError(131008, `Parameter ${where}['sub_type'] is missing.`)
  if (!(subType in subTypes)) {
    throw new GraphError(
      100,
      `Param ${where}['sub_type'] must be one of {${Object.keys(subTypes).join(', ').toUpperCase()}} - got "${component.sub_type}".`,
    )
  }
  const index = Number(component.index)
  if (component.index === undefined) throw new GraphError(131008, `Parameter ${where}['index'] is missing.`)
  if (!Number.isInteger(index) || index < 0 || index > 9) {
    throw new GraphError(131009, `Parameter ${where}['index'] must be a whole number from 0 to 9.`)
  }
  return { subType, index, parameters: component.parameters ?? [] }
}

const nothing: SentParts = { header: [], body: [], buttons: [], offer: [], cards: [] }

/** The `template.components` of a send call; refuses what is no part of any template. */
export const readComponents = (components: unknown): SentParts =>
  components === undefined || components === null
    ? nothing
    : sort(parsePart(SentComponents, components, 'template.components'))
