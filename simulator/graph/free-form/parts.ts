import { z } from 'zod'
import { Place } from '../sent-components'

const id = z.union([z.string().min(1), z.number()]).transform(String)

export const Text = z.object({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() })

export const MediaMessage = z.object({
  id: id.optional(),
  link: z.string().optional(),
  caption: z.string().max(1024).optional(),
  filename: z.string().max(240).optional(),
  voice: z.boolean().optional(),
})

export const Location = Place

export const Contacts = z
  .array(
    z.looseObject({
      name: z.looseObject({ formatted_name: z.string().min(1) }),
      phones: z.array(z.looseObject({ phone: z.string() })).optional(),
    }),
  )
  .min(1)
  .max(257)

export const Reaction = z.object({ message_id: z.string().min(1), emoji: z.string().max(32) })

/** Headers of interactive messages; which kinds may be used depends on the kind of message. */
export const InteractiveHeader = z.object({
  type: z.enum(['text', 'image', 'video', 'document']),
  text: z.string().min(1).max(60).optional(),
  image: MediaMessage.optional(),
  video: MediaMessage.optional(),
  document: MediaMessage.optional(),
})

export const ReplyButtons = z
  .array(
    z.object({
      type: z.literal('reply'),
      reply: z.object({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
    }),
  )
  .min(1)
  .max(3)

export const ListAction = z.object({
  button: z.string().min(1).max(20),
  sections: z
    .array(
      z.object({
        title: z.string().max(24).optional(),
        rows: z
          .array(
            z.object({
              id: z.string().min(1).max(200),
              title: z.string().min(1).max(24),
              description: z.string().max(72).optional(),
            }),
          )
          .min(1),
      }),
    )
    .min(1)
    .max(10),
})

export const CallToAction = z.object({
  display_text: z.string().min(1).max(20),
  url: z.url({ protocol: /^https?$/ }).max(2000),
})

export const FlowAction = z
  .object({
    flow_message_version: z.string(),
    flow_id: id.optional(),
    flow_name: z.string().optional(),
    flow_cta: z.string().min(1).max(30),
    flow_token: z.string().max(200).optional(),
    mode: z.enum(['draft', 'published']).optional(),
    flow_action: z.enum(['navigate', 'data_exchange']).optional(),
    flow_action_payload: z
      .object({ screen: z.string().min(1), data: z.record(z.string(), z.unknown()).optional() })
      .optional(),
  })
  .refine((flow) => (flow.flow_id === undefined) !== (flow.flow_name === undefined), {
    message: 'give flow_id or flow_name, not both',
    path: ['flow_id'],
  })

export const ProductSections = z
  .array(
    z.object({
      title: z.string().max(24).optional(),
      product_items: z.array(z.object({ product_retailer_id: z.string().min(1) })).min(1),
    }),
  )
  .min(1)
  .max(10)
