import { z } from 'zod'
import { consentStates, sourceKinds } from '@/db/states'

/** How deep groups may lie in each other, and how many rules one segment may have. */
export const mostDepth = 4
export const mostRules = 40

const days = z.coerce.number().int().min(1).max(3650)
const word = z.string().trim().min(1).max(200)
const within = z.enum(['within', 'notWithin'])
const is = z.enum(['=', '!='])

/** A field that names something of the brand: `consent:<topic id>`, `attribute:<key>`. */
const consentField = z.templateLiteral(['consent:', z.uuid()])
const attributeField = z.string().regex(/^attribute:[a-z0-9_]{1,40}$/)

const sourceValue = z.union([
  z.templateLiteral(['kind:', z.enum(sourceKinds)]),
  z.templateLiteral(['page:', z.uuid()]),
  z.templateLiteral(['qr:', z.uuid()]),
])

/** What a segment can ask of a person. Whatever is not here cannot be asked. */
export const segmentRuleSchema = z.union([
  z.object({ field: z.literal('language'), operator: is, value: word }),
  z.object({ field: z.literal('country'), operator: is, value: z.string().regex(/^[A-Z]{2}$/) }),
  z.object({ field: z.literal('tag'), operator: z.enum(['has', 'hasNot']), value: word }),
  z.object({ field: z.literal('source'), operator: is, value: sourceValue }),
  z.object({ field: z.literal('window'), operator: z.literal('='), value: z.enum(['open', 'closed']) }),
  z.object({ field: z.literal('renewal'), operator: is, value: z.literal('due') }),
  z.object({ field: z.literal('joined'), operator: within, value: days }),
  z.object({ field: z.literal('received'), operator: within, value: days }),
  z.object({ field: z.literal('read'), operator: within, value: days }),
  z.object({ field: z.literal('pressed'), operator: within, value: days }),
  z.object({ field: z.literal('clicked'), operator: within, value: days }),
  z.object({
    field: z.literal('unread'),
    operator: z.literal('>='),
    value: z.coerce.number().int().min(1).max(100),
  }),
  z.object({ field: consentField, operator: is, value: z.enum([...consentStates, 'none']) }),
  z.object({ field: attributeField, operator: z.enum(['=', '!=', 'contains']), value: word }),
  z.object({ field: attributeField, operator: z.enum(['<', '>']), value: z.coerce.number() }),
  z.object({ field: attributeField, operator: z.enum(['before', 'after']), value: z.iso.date() }),
  z.object({ field: attributeField, operator: z.enum(['known', 'unknown']), value: z.unknown().optional() }),
])
export type SegmentRule = z.output<typeof segmentRuleSchema>

export type SegmentGroup = {
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (SegmentRule | SegmentGroup)[]
}

const groupOf = (depth: number): z.ZodType<SegmentGroup> =>
  z.object({
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z
      .array(depth > 1 ? z.union([groupOf(depth - 1), segmentRuleSchema]) : segmentRuleSchema)
      .min(1)
      .max(mostRules),
  })

export const countRules = (group: SegmentGroup): number =>
  group.rules.reduce((sum, one) => sum + ('rules' in one ? countRules(one) : 1), 0)

/** The rules of a segment, in the shape that react-querybuilder edits. */
export const segmentRulesSchema = groupOf(mostDepth).refine((group) => countRules(group) <= mostRules)

const name = z.string().trim().min(1).max(80)

export const saveSegmentSchema = z.object({
  /** Left out: a new one. */
  segmentId: z.uuid().optional(),
  /** The revision that was on screen, of one that is there. */
  revision: z.number().int().positive().optional(),
  name,
  rules: segmentRulesSchema,
})
export type SaveSegmentInput = z.input<typeof saveSegmentSchema>

export const segmentIdSchema = z.object({ segmentId: z.uuid() })
