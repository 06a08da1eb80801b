import { z } from 'zod'
import type { ListedTemplate, NumberInfo } from './types'

/** What Graph API answers look like. Loose: Meta adds fields without asking. */

export const graphError = z.looseObject({
  error: z.looseObject({
    code: z.number().int(),
    message: z.string().default(''),
    error_data: z.looseObject({ details: z.string().optional() }).optional(),
  }),
})

export const sendAnswer = z.looseObject({
  messages: z
    .tuple([z.looseObject({ id: z.string().min(1), message_status: z.string().optional() })])
    .rest(z.unknown()),
})

export const fieldsOfTemplate =
  'id,name,language,status,category,correct_category,rejected_reason,quality_score,components,parameter_format'

const listedTemplate = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    language: z.string(),
    status: z.string(),
    category: z.string(),
    quality_score: z.union([z.string(), z.looseObject({ score: z.string() })]).optional(),
    parameter_format: z.enum(['POSITIONAL', 'NAMED']).catch('POSITIONAL').default('POSITIONAL'),
    rejected_reason: z.string().optional(),
    components: z.array(z.unknown()).default([]),
  })
  .transform(
    (row): ListedTemplate => ({
      externalId: row.id,
      name: row.name,
      language: row.language,
      status: row.status,
      category: row.category,
      qualityScore:
        (typeof row.quality_score === 'string' ? row.quality_score : row.quality_score?.score) ?? 'UNKNOWN',
      parameterFormat: row.parameter_format,
      rejectedReason: row.rejected_reason && row.rejected_reason !== 'NONE' ? row.rejected_reason : null,
      components: row.components,
    }),
  )

export const templatesAnswer = z.looseObject({
  data: z.array(listedTemplate),
  paging: z
    .looseObject({
      next: z.string().optional(),
      cursors: z.looseObject({ after: z.string().optional() }).optional(),
    })
    .optional(),
})

export const fieldsOfNumber = [
  'display_phone_number',
  'verified_name',
  'quality_rating',
  'whatsapp_business_manager_messaging_limit',
].join(',')

export const numberAnswer = z
  .looseObject({
    display_phone_number: z.string(),
    verified_name: z.string().default(''),
    quality_rating: z.string().default('UNKNOWN'),
    whatsapp_business_manager_messaging_limit: z.string().default('TIER_NOT_SET'),
  })
  .transform(
    (row): NumberInfo => ({
      // Meta writes it for people: `+31 20 123 4567`.
      displayPhoneE164: `+${row.display_phone_number.replace(/\D/g, '')}`,
      verifiedName: row.verified_name,
      qualityRating: row.quality_rating,
      messagingLimitTier: row.whatsapp_business_manager_messaging_limit,
    }),
  )
