import { z } from 'zod'

/**
 * A page's content in the data shape of the Puck editor: `{root: {props}, content: [{type, props: {id, …}}]}`.
 * Every text is written once a language. Safe in a browser.
 */

/** Marks in stored pages are made of these two characters, so nobody may type them. */
const withoutMarks = (value: string) => value.replace(/[\uE000\uE001]/g, '')

const words = (max: number) => z.string().max(max).transform(withoutMarks)

/** A text in every language of the product; empty where it is still missing. */
const localText = (max: number) => z.object({ nl: words(max), en: words(max) })
export type LocalText = z.infer<ReturnType<typeof localText>>

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
    buttonLabel: localText(40),
    howToStop: localText(200),
    note: localText(300),
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
  benefits,
  optInForm,
  exampleMessage,
  questions,
  footer,
])
export type Block = z.infer<typeof blockSchema>
export type BlockType = Block['type']
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>

export const pageContentSchema = z
  .object({
    root: z.object({ props: z.object({ title: localText(80) }) }),
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

export const startingPointKeys = ['counter', 'winter-service', 'webshop', 'event'] as const
export type StartingPointKey = (typeof startingPointKeys)[number]

type WithoutId<B> = B extends { type: infer T; props: infer P } ? { type: T; props: Omit<P, 'id'> } : never

/** A page to start from: whole, but for ids and topics. */
export type StartingPoint = { title: LocalText; blocks: WithoutId<Block>[] }

export const slugSchema = z.string().trim().toLowerCase().max(60)

export const createLandingPageInput = z.object({
  name: z.string().trim().min(1).max(80),
  slug: slugSchema,
  startingPoint: z.enum(startingPointKeys),
  /** What the tick is for; words left out become the topic's own name. */
  topics: z.array(z.object({ topicId: z.uuid(), words: localText(80).optional() })).max(8),
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
