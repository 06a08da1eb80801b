import type { LocalText as TopicName } from '@/db/schema/consent'
import { publicLanguages } from '@/db/states'
import { type ChosenPicture, refOf } from '../../pictures/schema'
import { listTexts } from '../rules'
import {
  type Block,
  type BlockOf,
  type BlockType,
  emptyText,
  type FieldKind,
  type LocalText,
  type PageContent,
} from '../schema'
import { wordsFrom } from '../sentence-words'
import { newFieldTexts } from './new-fields'

/** Changes to a page's content, each giving a new one. Pure, for the builder. */

/** The same page with one text replaced. */
export function withText(
  content: PageContent,
  place: { blockId: string; path: string },
  text: Partial<LocalText>,
): PageContent {
  const copy = structuredClone(content)
  const found = listTexts(copy).find((known) => known.blockId === place.blockId && known.path === place.path)
  if (found) Object.assign(found.text, text)
  return copy
}

/** The same page with one block changed by `change`, which may write to what it is given. */
export function withBlock<T extends BlockType>(
  content: PageContent,
  block: BlockOf<T>,
  change: (block: BlockOf<T>) => void,
): PageContent {
  const copy = structuredClone(content)
  const found = copy.content.find(
    (known): known is BlockOf<T> => known.type === block.type && known.props.id === block.props.id,
  )
  if (found) change(found)
  return copy
}

/**
 * The same page with another picture in a block, and the words that the library has for it: where the block has none yet,
 * and in place of those of the picture that was there before.
 */
export const withPicture = (
  content: PageContent,
  block: BlockOf<'Picture'>,
  chosen: ChosenPicture | null,
): PageContent =>
  withBlock(content, block, ({ props }) => {
    const isOther = props.picture !== null && props.picture.pictureId !== chosen?.pictureId
    props.picture = chosen && refOf(chosen)
    for (const language of publicLanguages) {
      const words = chosen?.words[language] ?? ''
      if (words !== '' && (isOther || props.alt[language].trim() === '')) props.alt[language] = words
    }
  })

export const addBenefit = (content: PageContent, block: BlockOf<'Benefits'>): PageContent =>
  withBlock(content, block, ({ props }) => {
    props.items.push({ icon: 'heart', text: emptyText() })
  })

export const addQuestion = (content: PageContent, block: BlockOf<'Questions'>): PageContent =>
  withBlock(content, block, ({ props }) => {
    props.items.push({ question: emptyText(), answer: emptyText() })
  })

/** The same page without one item of a list block. */
export function removeItem(content: PageContent, block: Block, index: number): PageContent {
  if (block.type === 'Benefits')
    return withBlock(content, block, ({ props }) => void props.items.splice(index, 1))
  if (block.type === 'Questions')
    return withBlock(content, block, ({ props }) => void props.items.splice(index, 1))
  return content
}

/** The same page with a topic in or out of the consent block. */
export function withTopic(
  content: PageContent,
  block: BlockOf<'OptInForm'>,
  topic: { id: string; name: TopicName },
  isChosen: boolean,
): PageContent {
  return withBlock(content, block, ({ props }) => {
    const others = props.topics.filter((known) => known.topicId !== topic.id)
    const words = wordsFrom(topic.name)
    props.topics = isChosen ? [...others, { topicId: topic.id, words }] : others
  })
}

/** The same page with one more thing asked. Keys of the brand's own questions are numbered. */
export function addField(content: PageContent, block: BlockOf<'OptInForm'>, kind: FieldKind): PageContent {
  return withBlock(content, block, ({ props }) => {
    const taken = new Set(props.fields.map((field) => field.key))
    let key: string = kind
    for (let number = 2; taken.has(key); number += 1) key = `${kind}_${number}`
    props.fields.push({ key, kind, ...newFieldTexts(kind), required: false })
  })
}
