import { z } from 'zod'
import { publicLanguages, topicCategories } from '@/db/states'

const line = (max: number) => z.string().trim().max(max, 'invalid-input')
const needed = (max: number) => line(max).min(1, 'invalid-input')

/** Staff read Dutch and English, so these two have to be there; the others where the brand writes to such people. */
const localText = (max: number) =>
  z
    .object({ nl: needed(max), en: needed(max), de: line(max).optional(), fr: line(max).optional() })
    .transform(({ nl, en, de, fr }) => ({ nl, en, ...(de ? { de } : {}), ...(fr ? { fr } : {}) }))

export const topicLanguages = publicLanguages
export const nameLength = 40
export const descriptionLength = 160
export const mostPerMonth = 31

const facts = {
  name: localText(nameLength),
  description: localText(descriptionLength),
  /** The promise: at most so many in any 30 days. Null where the person's own doing sets the number. */
  maxPerMonth: z
    .number('invalid-input')
    .int('invalid-input')
    .min(1, 'invalid-input')
    .max(mostPerMonth, 'invalid-input')
    .nullable(),
}

export const addTopicSchema = z.object({ ...facts, category: z.enum(topicCategories) })
export type AddTopicInput = z.input<typeof addTopicSchema>

export const changeTopicSchema = addTopicSchema.extend({
  topicId: z.uuid(),
  /** The version that was on screen. */
  version: z.number().int().positive(),
})
export type ChangeTopicInput = z.input<typeof changeTopicSchema>

export const topicIdSchema = z.object({ topicId: z.uuid() })
