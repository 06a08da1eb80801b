import type { PublicLanguage } from '@/db/states'
import { promisedPerMonth } from './consent-sentence/rules'
import { consentBlock, type PageBrand, type PageTopic } from './document/rules'
import type { Block, BlockType, LocalText, PageContent } from './schema'

/** Lower-case letters, digits and single dashes: what survives being printed, spoken and typed. */
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export const isSlug = (slug: string): boolean =>
  slug.length >= 3 && slug.length <= 60 && slugPattern.test(slug)

/** An address made from a name: `Winterbeurt 2026!` becomes `winterbeurt-2026`. Empty when nothing is left. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
}

export type TextPlace = {
  /** `root` for the page's own title. */
  blockId: string
  blockType: BlockType | 'root'
  /** Path inside the block's props, for example `items.0.text`. */
  path: string
  text: LocalText
  /** An optional text may be empty in all languages, never in some. */
  required: boolean
}

function blockTexts(block: Block): Omit<TextPlace, 'blockId' | 'blockType'>[] {
  const need = (path: string, text: LocalText) => ({ path, text, required: true })
  const may = (path: string, text: LocalText) => ({ path, text, required: false })
  switch (block.type) {
    case 'Hero':
      return [need('title', block.props.title), may('text', block.props.text)]
    case 'Picture':
      return [need('alt', block.props.alt), may('caption', block.props.caption)]
    case 'Benefits':
      return block.props.items.map((item, i) => need(`items.${i}.text`, item.text))
    case 'OptInForm':
      return [
        ...block.props.topics.map((topic, i) => need(`topics.${i}.words`, topic.words)),
        ...block.props.fields.flatMap((field, i) => [
          need(`fields.${i}.label`, field.label),
          need(`fields.${i}.purpose`, field.purpose),
        ]),
        need('buttonLabel', block.props.buttonLabel),
        need('howToStop', block.props.howToStop),
        may('note', block.props.note),
        ...(block.props.reward.kind === 'none' ? [] : [need('reward.text', block.props.reward.text)]),
      ]
    case 'ExampleMessage':
      return [
        need('heading', block.props.heading),
        need('text', block.props.text),
        may('button', block.props.button),
      ]
    case 'Questions':
      return [
        need('heading', block.props.heading),
        ...block.props.items.flatMap((item, i) => [
          need(`items.${i}.question`, item.question),
          need(`items.${i}.answer`, item.answer),
        ]),
      ]
    case 'Countdown':
      return [need('heading', block.props.heading), need('over', block.props.over)]
    case 'StoreLocations':
      return [
        need('heading', block.props.heading),
        ...block.props.stores.map((store, i) => may(`stores.${i}.hours`, store.hours)),
      ]
    case 'Footer':
      return [may('text', block.props.text)]
  }
}

/** Every text of a page with its place. */
export function listTexts(content: PageContent): TextPlace[] {
  return [
    { blockId: 'root', blockType: 'root', path: 'title', text: content.root.props.title, required: true },
    ...content.content.flatMap((block) =>
      blockTexts(block).map((place) => ({ ...place, blockId: block.props.id, blockType: block.type })),
    ),
  ]
}

/** The texts that a visitor in this language would miss. */
export function missingTexts(
  content: PageContent,
  language: PublicLanguage,
  languages: readonly PublicLanguage[],
): TextPlace[] {
  return listTexts(content).filter(
    ({ text, required }) =>
      text[language].trim() === '' && (required || languages.some((other) => text[other].trim() !== '')),
  )
}

function channel(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function luminance(colour: string): number | null {
  const [, red, green, blue] = colour.match(/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i) ?? []
  if (!red || !green || !blue) return null
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
}

/** WCAG 2 contrast of two `#rrggbb` colours, 1 to 21; null when one is written otherwise. */
export function contrastRatio(one: string, other: string): number | null {
  const [a, b] = [luminance(one), luminance(other)]
  if (a === null || b === null) return null
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

export const checkNames = [
  'texts-nl',
  'texts-en',
  'texts-de',
  'texts-fr',
  'how-to-stop',
  'topics-named',
  'frequency-said',
  'privacy-linked',
  'number-connected',
  'name-readable',
  'address-fits',
  'name-shown',
  'box-unticked',
  'whatsapp-named',
  'number-editable',
] as const
export type CheckName = (typeof checkNames)[number]

export type Check = {
  name: CheckName
  ok: boolean
  /** Where to mend it. */
  blockId?: string
  params?: Record<string, string | number>
}

export type CheckInput = {
  content: PageContent
  brand: PageBrand
  topics: readonly PageTopic[]
  slug: string
  languages: readonly PublicLanguage[]
  hasWhatsAppNumber: boolean
}

/**
 * What WhatsApp and the law ask of an opt-in page, kept or not, those not kept first. The last four hold for
 * every page by the way the consent block is made; they are listed because staff are asked to show them.
 */
export function checkPage(input: CheckInput): Check[] {
  const { content, brand, slug, languages } = input
  const form = consentBlock(content)
  const inForm = { blockId: form.props.id }
  const chosen = input.topics.filter((topic) =>
    form.props.topics.some((choice) => choice.topicId === topic.id),
  )
  const ratio = Math.min(
    contrastRatio(brand.theme.primary, brand.theme.onPrimary) ?? 0,
    contrastRatio(brand.theme.ink, brand.theme.onInk) ?? 0,
  )
  const texts = languages.map((language): Check => {
    const missing = missingTexts(content, language, languages)
    return {
      name: `texts-${language}`,
      ok: missing.length === 0,
      blockId: missing[0]?.blockId,
      params: { count: missing.length },
    }
  })
  const checks: Check[] = [
    ...texts,
    { name: 'how-to-stop', ok: languages.every((l) => form.props.howToStop[l].trim() !== ''), ...inForm },
    { name: 'topics-named', ok: chosen.length > 0 && chosen.length === form.props.topics.length, ...inForm },
    {
      name: 'frequency-said',
      ok: chosen.length > 0,
      params: { perMonth: promisedPerMonth(chosen) ?? 0 },
      ...inForm,
    },
    { name: 'privacy-linked', ok: /^https?:\/\/\S+\.\S+/.test(brand.privacyUrl) },
    { name: 'number-connected', ok: input.hasWhatsAppNumber },
    { name: 'name-readable', ok: ratio >= 4.5, params: { ratio: Math.floor(ratio * 10) / 10 } },
    { name: 'address-fits', ok: isSlug(slug), params: { slug } },
    { name: 'name-shown', ok: brand.name.trim() !== '' },
    { name: 'box-unticked', ok: true, ...inForm },
    { name: 'whatsapp-named', ok: true, ...inForm },
    { name: 'number-editable', ok: true, ...inForm },
  ]
  return checks.toSorted((a, b) => Number(a.ok) - Number(b.ok))
}
