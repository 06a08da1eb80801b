import { newId } from '../../platform/ids'
import type { PageTopic } from './document/rules'
import {
  type LocalText,
  type PageContent,
  pageContentSchema,
  type StartingPoint,
  type StartingPointKey,
} from './schema'
import { counter } from './starting-points/counter'
import { event } from './starting-points/event'
import { webshop } from './starting-points/webshop'
import { winterService } from './starting-points/winter-service'

export const startingPoints: Record<StartingPointKey, StartingPoint> = {
  counter,
  'winter-service': winterService,
  webshop,
  event,
}

export type ChosenTopic = PageTopic & { name: LocalText; words?: LocalText }

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A new page's content: the starting point with the chosen topics in its consent block and an id a block. */
export function contentFrom(key: StartingPointKey, topics: readonly ChosenTopic[], now: Date): PageContent {
  const { title, blocks } = startingPoints[key]
  const content = blocks.map((block) => {
    const props = { ...block.props, id: `${block.type}-${newId(now)}` }
    if (block.type !== 'OptInForm') return { type: block.type, props }
    const chosen = topics.map((topic) => ({
      topicId: topic.id,
      words: topic.words ?? { nl: lowerFirst(topic.name.nl), en: lowerFirst(topic.name.en) },
    }))
    return { type: block.type, props: { ...props, topics: chosen } }
  })
  return pageContentSchema.parse({ root: { props: { title } }, content })
}
