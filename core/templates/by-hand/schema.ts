import { z } from 'zod'
import { placeholdersIn, type TemplateComponents } from '../schema'

/** The languages of WhatsApp that are offered; its code, with underscore. */
export const handLanguages = ['nl', 'en', 'en_GB', 'en_US', 'de', 'fr'] as const
/** What staff can say of a template that they entered. */
export const handStatuses = ['APPROVED', 'PENDING', 'PAUSED', 'REJECTED'] as const
export const handCategories = ['MARKETING', 'UTILITY'] as const
export const headerKinds = ['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT'] as const
export const buttonKinds = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'] as const

const isInOrder = (text: string): boolean =>
  placeholdersIn(text)
    .toSorted((a, b) => Number(a) - Number(b))
    .every((name, index) => name === String(index + 1))

/** Numbered from 1 without gaps: CM.com knows parameters by their place alone. */
const numbered = z.string().refine(isInOrder, 'template-variables-order')
const noVariables = z.string().refine((text) => placeholdersIn(text).length === 0, 'template-variable-here')

const buttonSchema = z
  .object({
    kind: z.enum(buttonKinds),
    text: z.string().trim().min(1, 'invalid-input').max(25, 'too-long').pipe(noVariables),
    /** The address or the number; empty for a reply. */
    target: z.string().trim().max(2_000, 'too-long'),
  })
  .refine(({ kind, target }) => kind !== 'URL' || isLink(target), {
    path: ['target'],
    message: 'template-link-invalid',
  })
  .refine(({ kind, target }) => kind !== 'PHONE_NUMBER' || /^\+\d{7,19}$/.test(target), {
    path: ['target'],
    message: 'phone-invalid',
  })

/** https, with at most one place to fill, and that at the end. */
const isLink = (target: string): boolean =>
  /^https:\/\/[^\s{}]+(\{\{1\}\})?$/.test(target) && URL.canParse(target.replace('{{1}}', ''))

/** Limits of WhatsApp, which refuses a message that the template does not match (Meta, Templates, Components). */
export const templateByHandSchema = z.object({
  /** The one that is changed; left out for a new one. */
  templateId: z.uuid().optional(),
  name: z
    .string()
    .trim()
    .max(512, 'too-long')
    .regex(/^[a-z0-9_]+$/, 'template-name-invalid'),
  language: z.enum(handLanguages),
  category: z.enum(handCategories),
  status: z.enum(handStatuses),
  header: z.enum(headerKinds),
  headerText: z
    .string()
    .trim()
    .max(60, 'too-long')
    .pipe(numbered)
    .refine((text) => placeholdersIn(text).length <= 1, 'template-variables-order'),
  body: z
    .string()
    .trim()
    .min(1, 'invalid-input')
    .max(1_024, 'too-long')
    .pipe(numbered)
    .refine((text) => !/^\{\{|\}\}$/.test(text), 'template-variable-edge'),
  footer: z.string().trim().max(60, 'too-long').pipe(noVariables),
  buttons: z
    .array(buttonSchema)
    .max(10, 'too-many-buttons')
    .refine((buttons) => buttons.filter(({ kind }) => kind === 'URL').length <= 2, 'too-many-buttons')
    .refine(
      (buttons) => buttons.filter(({ kind }) => kind === 'PHONE_NUMBER').length <= 1,
      'too-many-buttons',
    )
    .refine(
      // Replies and the others stand in two unbroken groups.
      (buttons) =>
        buttons.filter(({ kind }, at) => at > 0 && isReply(kind) !== isReply(buttons[at - 1]?.kind)).length <=
        1,
      'buttons-mixed',
    ),
  /** An example for each place in the text, by its number. */
  examples: z.record(z.string().regex(/^\d+$/), z.string().trim().max(200, 'too-long')),
})
export type TemplateByHandInput = z.input<typeof templateByHandSchema>
export type TemplateByHand = z.output<typeof templateByHandSchema>

const isReply = (kind: string | undefined): boolean => kind === 'QUICK_REPLY'

/** As WhatsApp's own list would give it. */
export function componentsByHand(given: TemplateByHand): TemplateComponents {
  const { header, headerText, body, footer, buttons, examples } = given
  const inBody = placeholdersIn(body).toSorted((a, b) => Number(a) - Number(b))
  return [
    ...(header === 'NONE'
      ? []
      : [{ type: 'HEADER' as const, format: header, ...(header === 'TEXT' ? { text: headerText } : {}) }]),
    {
      type: 'BODY' as const,
      text: body,
      ...(inBody.length > 0 ? { example: { body_text: [inBody.map((name) => examples[name] ?? '')] } } : {}),
    },
    ...(footer === '' ? [] : [{ type: 'FOOTER' as const, text: footer }]),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: 'BUTTONS' as const,
            buttons: buttons.map(({ kind, text, target }) => ({
              type: kind,
              text,
              ...(kind === 'URL' ? { url: target } : {}),
              ...(kind === 'PHONE_NUMBER' ? { phone_number: target } : {}),
            })),
          },
        ]),
  ]
}
