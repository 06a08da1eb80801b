import { z } from 'zod'
import { type PublicLanguage, publicLanguages } from '@/db/states'

/**
 * A page's content in the data shape of the Puck editor: `{root: {props}, content: [{type, props: {id, …}}]}`.
 * Every text is written once a language. Safe in a browser.
 */

/** Marks in stored pages are made of these two characters, so nobody may type them. */
const withoutMarks = (value: string) => value.replace(/[\uE000\uE001]/g, '')

const words = (max: number) => z.string().max(max).transform(withoutMarks)

/** A text in every language that a page can have; empty where it is still missing or the page has no such language. */
export const localText = (max: number) =>
  z.object({
    nl: words(max).default(''),
    en: words(max).default(''),
    de: words(max).default(''),
    fr: words(max).default(''),
  })
export type LocalText = z.infer<ReturnType<typeof localText>>

export const emptyText = (): LocalText => ({ nl: '', en: '', de: '', fr: '' })

const blockId = z.string().min(1).max(60)

export const benefitIcons = [
  'message',
  'calendar',
  'stop',
  'gift',
  'wrench',
  'bell',
  'heart',
  'ticket',
] as const
export type BenefitIcon = (typeof benefitIcons)[number]

const hero = z.object({
  type: z.literal('Hero'),
  props: z.object({ id: blockId, title: localText(90), text: localText(240) }),
})

const benefits = z.object({
  type: z.literal('Benefits'),
  props: z.object({
    id: blockId,
    items: z.array(z.object({ icon: z.enum(benefitIcons), text: localText(120) })).max(6),
  }),
})

/** A picture of the brand's library, with what a renderer has to know of it. Its files never change. */
const pictureRef = z.object({
  pictureId: z.uuid(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
})
export type PictureRef = z.infer<typeof pictureRef>

const picture = z.object({
  type: z.literal('Picture'),
  props: z.object({
    id: blockId,
    picture: pictureRef.nullable().default(null),
    /** For who cannot see it. */
    alt: localText(200),
    caption: localText(200),
  }),
})

const countdown = z.object({
  type: z.literal('Countdown'),
  props: z.object({
    id: blockId,
    heading: localText(90),
    /** The moment it counts down to. */
    until: z.iso.datetime({ offset: true }),
    /** Instead of the time left, once that moment is there. */
    over: localText(120),
  }),
})

const webAddress = z
  .string()
  .max(500)
  .refine((value) => value === '' || /^https?:\/\/[^\s]+$/.test(value), { message: 'a web address' })

const storeLocations = z.object({
  type: z.literal('StoreLocations'),
  props: z.object({
    id: blockId,
    heading: localText(80),
    stores: z
      .array(
        z.object({
          name: words(80),
          address: words(160),
          hours: localText(160),
          /** A map or a route, opened by the visitor's own press. Empty for none. */
          mapUrl: webAddress.default(''),
        }),
      )
      .max(20),
  }),
})

export const fieldKinds = ['name', 'birthday', 'postcode', 'own'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** One more thing that the form asks, with why. `key` is what the answer is kept under. */
const formField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,29}$/),
  kind: z.enum(fieldKinds),
  label: localText(60),
  purpose: localText(160),
  required: z.boolean(),
})
export type FormField = z.infer<typeof formField>

/** How the number is proven: by their own message to us, or by a press on a button under a message of ours. */
export const confirmationKinds = ['whatsapp-message', 'utility-template'] as const

/** What somebody gets on WhatsApp once they confirmed: one code for all, or each the next of the page's list. */
const reward = z.object({
  kind: z.enum(['none', 'shared', 'list']),
  text: localText(300),
  code: words(40).default(''),
})
export type Reward = z.infer<typeof reward>

/**
 * The consent block. The sentence beside the box is made from the brand, these topics and their promised
 * frequency; nobody types it, so it can never say something else than what is recorded.
 */
const optInForm = z.object({
  type: z.literal('OptInForm'),
  props: z.object({
    id: blockId,
    /** What the tick is for, each topic in words that fit after "messages about". */
    topics: z.array(z.object({ topicId: z.uuid(), words: localText(80) })).max(8),
    /** What else is asked. Nothing by default: a number is enough to send a message (GDPR article 5(1)(c)). */
    fields: z
      .array(formField)
      .max(6)
      .refine((fields) => new Set(fields.map((field) => field.key)).size === fields.length, {
        message: 'field keys are unique',
      })
      .default([]),
    buttonLabel: localText(40),
    howToStop: localText(200),
    note: localText(300),
    confirmation: z.enum(confirmationKinds).default('whatsapp-message'),
    reward: reward.default(() => ({ kind: 'none' as const, text: emptyText(), code: '' })),
  }),
})

const exampleMessage = z.object({
  type: z.literal('ExampleMessage'),
  props: z.object({
    id: blockId,
    heading: localText(80),
    picture: z.enum(['logo', 'none']),
    text: localText(600),
    button: localText(25),
  }),
})

const questions = z.object({
  type: z.literal('Questions'),
  props: z.object({
    id: blockId,
    heading: localText(80),
    items: z.array(z.object({ question: localText(120), answer: localText(500) })).max(10),
  }),
})

const footer = z.object({
  type: z.literal('Footer'),
  props: z.object({ id: blockId, text: localText(300) }),
})

export const blockSchema = z.discriminatedUnion('type', [
  hero,
  picture,
  benefits,
  optInForm,
  exampleMessage,
  questions,
  countdown,
  storeLocations,
  footer,
])
export type Block = z.infer<typeof blockSchema>
export type BlockType = Block['type']
export const blockTypes = blockSchema.options.map((option) => option.shape.type.value) as BlockType[]
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>

const languages = z
  .array(z.enum(publicLanguages))
  .min(1)
  .refine((chosen) => new Set(chosen).size === chosen.length, { message: 'languages are unique' })

export const pageContentSchema = z
  .object({
    root: z.object({
      props: z.object({
        title: localText(80),
        /** The page's own languages. Who asks for none of them gets the first. Pages from before had these two. */
        languages: languages.default(['nl', 'en']),
        /** Keeps the page out of search engines. */
        noindex: z.boolean().default(false),
        /** What a shared link shows; null for one drawn from the brand and the title. */
        ogPicture: pictureRef.nullable().default(null),
      }),
    }),
    content: z.array(blockSchema).max(30),
  })
  .refine((page) => page.content.filter((block) => block.type === 'OptInForm').length === 1, {
    message: 'exactly one opt-in form',
    path: ['content'],
  })
  .refine((page) => new Set(page.content.map((block) => block.props.id)).size === page.content.length, {
    message: 'block ids are unique',
    path: ['content'],
  })
export type PageContent = z.infer<typeof pageContentSchema>

const onlyLanguages = z.object({ root: z.object({ props: z.object({ languages }) }) })

/** The languages of stored content, in the page's order, whatever else has become of its shape since. */
export const languagesIn = (content: unknown): PublicLanguage[] =>
  onlyLanguages.safeParse(content).data?.root.props.languages ?? ['nl', 'en']

export const startingPointKeys = [
  'counter',
  'packaging',
  'webshop',
  'event',
  'restaurant-table',
  'delivery-note',
  'newsletter-readers',
  'competition',
  'winter-service',
] as const
export type StartingPointKey = (typeof startingPointKeys)[number]

type WithoutId<B> = B extends { type: infer T; props: infer P } ? { type: T; props: Omit<P, 'id'> } : never

type ContentInput = z.input<typeof pageContentSchema>

/** A page to start from: whole, but for ids and topics. */
export type StartingPoint = {
  title: z.input<ReturnType<typeof localText>>
  blocks: WithoutId<ContentInput['content'][number]>[]
}

export const slugSchema = z.string().trim().toLowerCase().max(60)

export const createLandingPageInput = z.object({
  name: z.string().trim().min(1).max(80),
  slug: slugSchema,
  startingPoint: z.enum(startingPointKeys),
  /** What the tick is for; words left out become the topic's own name. */
  topics: z.array(z.object({ topicId: z.uuid(), words: localText(80).optional() })).max(8),
  languages: languages.optional(),
})
export type CreateLandingPageInput = z.input<typeof createLandingPageInput>

export const saveDraftInput = z.object({
  pageId: z.uuid(),
  /** The revision that was edited; an older one than the stored is refused. */
  revision: z.number().int().min(1),
  name: z.string().trim().min(1).max(80),
  slug: slugSchema,
  content: pageContentSchema,
})
export type SaveDraftInput = z.input<typeof saveDraftInput>

/** How long a text may be, by its block and its path; as the schema says above. */
const longest: Partial<Record<BlockType, Record<string, number>>> = {
  Hero: { title: 90, text: 240 },
  Picture: { alt: 200, caption: 200 },
  Benefits: { text: 120 },
  OptInForm: { words: 80, buttonLabel: 40, howToStop: 200, note: 300 },
  ExampleMessage: { heading: 80, text: 600, button: 25 },
  Questions: { heading: 80, question: 120, answer: 500 },
  Countdown: { heading: 90, over: 120 },
  StoreLocations: { heading: 80, hours: 160 },
  Footer: { text: 300 },
}

export const textMax = (type: BlockType, path: string): number =>
  longest[type]?.[path.split('.').at(-1) ?? ''] ?? 80
