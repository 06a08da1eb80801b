import { z } from 'zod'

/** WhatsApp adds fields as it pleases: what we know is checked, the rest is kept as it came. */
const example = z
  .looseObject({
    header_text: z.array(z.string()).optional(),
    header_handle: z.array(z.string()).optional(),
    header_text_named_params: z
      .array(z.looseObject({ param_name: z.string(), example: z.string() }))
      .optional(),
    body_text: z.array(z.array(z.string())).optional(),
    body_text_named_params: z
      .array(z.looseObject({ param_name: z.string(), example: z.string() }))
      .optional(),
  })
  .optional()

const header = z.looseObject({
  type: z.literal('HEADER'),
  /** `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT`, `LOCATION`, and what comes after. */
  format: z.string(),
  text: z.string().optional(),
  example,
})

const body = z.looseObject({ type: z.literal('BODY'), text: z.string(), example })

const footer = z.looseObject({ type: z.literal('FOOTER'), text: z.string() })

const button = z.looseObject({
  /** `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, and what comes after. */
  type: z.string(),
  text: z.string().default(''),
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.union([z.string(), z.array(z.string())]).optional(),
})

const buttons = z.looseObject({ type: z.literal('BUTTONS'), buttons: z.array(button) })

const knownTypes = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']

/** A kind that we do not fill or draw yet (carousel, limited-time offer). */
const other = z.looseObject({ type: z.string().refine((type) => !knownTypes.includes(type)) })

const known = z.discriminatedUnion('type', [header, body, footer, buttons])

export const templateComponentsSchema = z.array(z.union([known, other]))

export type TemplateComponents = z.infer<typeof templateComponentsSchema>
export type TemplateHeader = z.infer<typeof header>
export type TemplateBody = z.infer<typeof body>
export type TemplateButton = z.infer<typeof button>

type Known = z.infer<typeof known>

/** The first component of a type. The schema has already seen to its shape. */
export function findComponent<T extends Known['type']>(
  components: TemplateComponents,
  type: T,
): Extract<Known, { type: T }> | undefined {
  return components.find((component): component is Extract<Known, { type: T }> => component.type === type)
}

/** A place in a template that is filled when it is sent. */
export type TemplateVariable = {
  /**
   * Its key in a campaign's variables and in `values`. The body's own name or number (`1`, `first_name`);
   * `header_1` for a numbered one in the header, `header_media` for a picture, `button_0` for the end of a link.
   */
  key: string
  part: 'header' | 'body' | 'button'
  kind: 'text' | 'image' | 'video' | 'document'
  /** What was handed in with the template for review. */
  example: string | undefined
  /** Of a button: the address that it ends. */
  address?: string
  /** Whether a send can do without a value, because the example stands in. */
  optional: boolean
}

const placeholder = /\{\{\s*([a-z0-9_]+)\s*\}\}/gi

/** The names in a text, each once, in order of appearance. */
export const placeholdersIn = (text: string): string[] => [
  ...new Set([...text.matchAll(placeholder)].map((match) => match[1] as string)),
]

const mediaKinds = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const

/** The kind of media that stands in a header, or undefined. */
export const mediaKindOf = (header: TemplateHeader): 'image' | 'video' | 'document' | undefined =>
  mediaKinds[header.format as keyof typeof mediaKinds]

/** The key of a placeholder in the header: numbered ones would meet the body's. */
export const headerKey = (name: string): string => (/^\d+$/.test(name) ? `header_${name}` : name)

/** Everything that has to be filled to send this template, in reading order. */
export function templateVariables(components: TemplateComponents): TemplateVariable[] {
  const header = findComponent(components, 'HEADER')
  const body = findComponent(components, 'BODY')
  const found: TemplateVariable[] = []
  const media = header && mediaKindOf(header)
  if (media) {
    const sample = header.example?.header_handle?.[0]
    const optional = sample !== undefined && /^https?:\/\//.test(sample)
    found.push({ key: 'header_media', part: 'header', kind: media, example: sample, optional })
  }
  placeholdersIn(header?.text ?? '').forEach((name, index) => {
    const named = header?.example?.header_text_named_params?.find((one) => one.param_name === name)?.example
    const sample = named ?? header?.example?.header_text?.[index]
    found.push({ key: headerKey(name), part: 'header', kind: 'text', example: sample, optional: false })
  })
  placeholdersIn(body?.text ?? '').forEach((name, index) => {
    const named = body?.example?.body_text_named_params?.find((one) => one.param_name === name)?.example
    const sample = named ?? body?.example?.body_text?.[0]?.[index]
    found.push({ key: name, part: 'body', kind: 'text', example: sample, optional: false })
  })
  findComponent(components, 'BUTTONS')?.buttons.forEach((one, index) => {
    if (one.type !== 'URL' || placeholdersIn(one.url ?? '').length === 0) return
    const sample = Array.isArray(one.example) ? one.example[0] : one.example
    found.push({
      key: `button_${index}`,
      part: 'button',
      kind: 'text',
      example: sample,
      optional: false,
      address: one.url ?? '',
    })
  })
  return found
}
