import { z } from 'zod'
import type { ListedTemplate, NumberInfo, Subscription, TokenInfo } from './types'

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
  'status',
  'name_status',
  'throughput',
  'code_verification_status',
  'account_mode',
  'health_status',
].join(',')

const healthEntity = z.looseObject({
  entity_type: z.string(),
  can_send_message: z.string().optional(),
  additional_info: z.array(z.string()).optional().catch(undefined),
  errors: z
    .array(
      z.looseObject({
        error_code: z.number().optional(),
        error_description: z.string().default(''),
        possible_solution: z.string().optional(),
      }),
    )
    .optional()
    .catch(undefined),
})

const health = z.looseObject({
  can_send_message: z.string().optional(),
  entities: z.array(healthEntity).default([]),
})

type Health = z.infer<typeof health>

/** What limits or blocks sending, in WhatsApp's own words, one line a cause. */
const problemsOf = (status: Health | undefined): NumberInfo['details']['problems'] =>
  (status?.entities ?? []).flatMap(({ entity_type: entity, errors, additional_info: notes }) => [
    ...(errors ?? []).map((error) => ({
      entity,
      code: error.error_code ?? null,
      description: error.error_description,
      solution: error.possible_solution ?? null,
    })),
    ...(notes ?? []).map((description) => ({ entity, code: null, description, solution: null })),
  ])

export const numberAnswer = z
  .looseObject({
    display_phone_number: z.string(),
    verified_name: z.string().default(''),
    quality_rating: z.string().default('UNKNOWN'),
    whatsapp_business_manager_messaging_limit: z.string().default('TIER_NOT_SET'),
    status: z.string().optional(),
    name_status: z.string().optional(),
    throughput: z.looseObject({ level: z.string().optional() }).optional().catch(undefined),
    code_verification_status: z.string().optional(),
    account_mode: z.string().optional(),
    health_status: health.optional().catch(undefined),
  })
  .transform(
    (row): NumberInfo => ({
      // Meta writes it for people: `+31 20 123 4567`.
      displayPhoneE164: `+${row.display_phone_number.replace(/\D/g, '')}`,
      verifiedName: row.verified_name,
      qualityRating: row.quality_rating,
      messagingLimitTier: row.whatsapp_business_manager_messaging_limit,
      details: {
        status: row.status ?? null,
        nameStatus: row.name_status ?? null,
        throughput: row.throughput?.level ?? null,
        codeVerification: row.code_verification_status ?? null,
        accountMode: row.account_mode ?? null,
        canSend: row.health_status?.can_send_message ?? null,
        problems: problemsOf(row.health_status),
      },
    }),
  )

export const numbersAnswer = z
  .looseObject({ data: z.array(z.looseObject({ id: z.string() })) })
  .transform(({ data }) => data.map(({ id }) => id))

/** `GET /debug_token`. Unix seconds; 0 is never. */
export const tokenAnswer = z
  .looseObject({
    data: z.looseObject({
      is_valid: z.boolean(),
      application: z.string().default(''),
      expires_at: z.number().default(0),
      scopes: z.array(z.string()).default([]),
      granular_scopes: z
        .array(z.looseObject({ scope: z.string(), target_ids: z.array(z.coerce.string()).optional() }))
        .default([]),
    }),
  })
  .transform(
    ({ data }): TokenInfo => ({
      isValid: data.is_valid,
      expiresAt: data.expires_at > 0 ? new Date(data.expires_at * 1000) : null,
      application: data.application,
      scopes: data.scopes.map((name) => ({
        name,
        accountIds: data.granular_scopes.find(({ scope }) => scope === name)?.target_ids ?? null,
      })),
    }),
  )

export const subscriptionsAnswer = z
  .looseObject({
    data: z.array(
      z.looseObject({
        whatsapp_business_api_data: z.looseObject({ name: z.string().default('') }).optional(),
        override_callback_uri: z.string().optional(),
      }),
    ),
  })
  .transform(({ data }): Subscription[] =>
    data.map((row) => ({
      application: row.whatsapp_business_api_data?.name ?? '',
      callbackUrl: row.override_callback_uri ?? null,
    })),
  )
