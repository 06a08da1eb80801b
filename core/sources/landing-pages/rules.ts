import type { PublicLanguage } from '@/db/states'
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
