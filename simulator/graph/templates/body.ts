import { z } from 'zod'
import type { Component } from '../../store/templates'
import { GraphError } from '../errors'
import { templateLanguages } from './languages'

const upper = z.string().transform((text) => text.toUpperCase())

const Button = z.looseObject({
  type: upper,
  text: z.string().optional(),
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.unknown().optional(),
  flow_id: z.union([z.string(), z.number()]).optional(),
  flow_name: z.string().optional(),
  flow_json: z.string().optional(),
  navigate_screen: z.string().optional(),
  otp_type: upper.optional(),
})

const types = [
  'HEADER',
  'BODY',
  'FOOTER',
  'BUTTONS',
  'LIMITED_TIME_OFFER',
  'CAROUSEL',
  'CALL_PERMISSION_REQUEST',
] as const

const part = {
  type: upper.pipe(z.enum(types)),
  format: upper.optional(),
  text: z.string().optional(),
  example: z.unknown().optional(),
  buttons: z.array(Button).optional(),
  limited_time_offer: z.object({ text: z.string(), has_expiration: z.boolean().optional() }).optional(),
  add_security_recommendation: z.boolean().optional(),
  code_expiration_minutes: z.number().int().min(1).max(90).optional(),
}

const CardComponent = z.looseObject(part)
const TemplateComponent = z.looseObject({
  ...part,
  cards: z.array(z.object({ components: z.array(CardComponent).min(1) })).optional(),
})

const Components = z.array(TemplateComponent).min(1)
const Category = upper.pipe(z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']))
const Ttl = z.number().int()

const NewTemplate = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, 'lower-case letters, digits and underscores only'),
  language: z.string().refine((code) => templateLanguages.has(code), 'not a supported language'),
  category: Category,
  parameter_format: upper.pipe(z.enum(['POSITIONAL', 'NAMED'])).default('POSITIONAL'),
  message_send_ttl_seconds: Ttl.optional(),
  components: Components,
})

const TemplateEdit = z.object({
  category: Category.optional(),
  message_send_ttl_seconds: Ttl.optional(),
  components: Components.optional(),
})

function read<Shape extends z.ZodType>(schema: Shape, body: Record<string, unknown>): z.output<Shape> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new GraphError(100, `Param ${issue?.path.join('.') ?? ''} is not valid: ${issue?.message ?? ''}`)
}

/** A form or query gives the list of components as text. */
const unpacked = (body: Record<string, unknown>) =>
  typeof body['components'] === 'string' ? { ...body, components: JSON.parse(body['components']) } : body

type Typed<Read> = Omit<Read, 'components'> & { components: Component[] }

export const readNewTemplate = (body: Record<string, unknown>) =>
  read(NewTemplate, unpacked(body)) as Typed<z.output<typeof NewTemplate>>

export const readTemplateEdit = (body: Record<string, unknown>) =>
  read(TemplateEdit, unpacked(body)) as Omit<z.output<typeof TemplateEdit>, 'components'> & {
    components?: Component[] | undefined
  }
