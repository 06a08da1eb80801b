import type { LocalText as TopicName } from '@/db/schema/consent'
import type { PublicLanguage } from '@/db/states'
import { newId } from '../../platform/ids'
import type { PageTopic } from './document/rules'
import {
  type LocalText,
  type PageContent,
  pageContentSchema,
  type StartingPoint,
  type StartingPointKey,
} from './schema'
import { wordsFrom } from './sentence-words'
import { competition } from './starting-points/competition'
import { counter } from './starting-points/counter'
import { deliveryNote } from './starting-points/delivery-note'
import { event } from './starting-points/event'
import { newsletterReaders } from './starting-points/newsletter-readers'
import { packaging } from './starting-points/packaging'
import { restaurantTable } from './starting-points/restaurant-table'
import { webshop } from './starting-points/webshop'
import { winterService } from './starting-points/winter-service'

export const startingPoints: Record<StartingPointKey, StartingPoint> = {
  counter,
  packaging,
  webshop,
  event,
  'restaurant-table': restaurantTable,
  'delivery-note': deliveryNote,
  'newsletter-readers': newsletterReaders,
  competition,
  'winter-service': winterService,
}

export type ChosenTopic = PageTopic & { name: TopicName; words?: Partial<LocalText> }

/** A new page's content: the starting point with the chosen topics in its consent block and an id a block. */
export function contentFrom(
  key: StartingPointKey,
  topics: readonly ChosenTopic[],
  now: Date,
  languages?: PublicLanguage[],
): PageContent {
  const { title, blocks } = startingPoints[key]
  const content = blocks.map((block) => {
    const props = { ...block.props, id: `${block.type}-${newId(now)}` }
    if (block.type !== 'OptInForm') return { type: block.type, props }
    const chosen = topics.map(({ id, name, words }) => ({ topicId: id, words: words ?? wordsFrom(name) }))
    return { type: block.type, props: { ...props, topics: chosen } }
  })
  return pageContentSchema.parse({ root: { props: { title, languages } }, content })
}
