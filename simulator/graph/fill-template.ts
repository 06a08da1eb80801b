import type { Content, ContentCard, Header } from '../store/messages'
import type { Template } from '../store/templates'
import { type CompiledCard, type CompiledHeader, compiledTemplate } from './compile-template'
import { GraphError } from './errors'
import { fillButtons } from './fill-buttons'
import { fillText } from './fill-text'
import type { FindMedia } from './media-reference'
import { mediaHeader } from './media-reference'
import { type Parameter, readComponents, type SentParts } from './sent-components'

const longestHeader = 60
const longestCardBody = 160

function surplus(where: string, count: number): never {
  throw new GraphError(
    132000,
    `${where}: number of localizable_params (${count}) does not match the expected number of params (0)`,
  )
}

function fillHeader(
  header: CompiledHeader | undefined,
  named: boolean,
  sent: readonly Parameter[],
  findMedia: FindMedia,
): Header | undefined {
  if (!header) return sent.length > 0 ? surplus('header', sent.length) : undefined
  if (header.kind === 'text') {
    return { kind: 'text', text: fillText(header.text, named, sent, 'header', longestHeader) }
  }
  const { kind } = header
  const [parameter] = sent
  if (parameter?.type.toLowerCase() !== kind) {
    throw new GraphError(
      132012,
      `header: Format mismatch, expected ${kind.toUpperCase()}, received ${parameter?.type.toUpperCase() ?? 'UNKNOWN'}`,
    )
  }
  if (kind === 'location') {
    const place = parameter.location
    if (!place) throw new GraphError(131008, 'header: location is missing')
    return {
      kind,
      latitude: place.latitude,
      longitude: place.longitude,
      ...(place.name && { text: place.name }),
      ...(place.address && { address: place.address }),
    }
  }
  if (kind === 'product') {
    const product = parameter.product
    if (!product) throw new GraphError(131008, 'header: product is missing')
    return { kind, product_id: product.product_retailer_id }
  }
  const media = parameter[kind]
  if (!media) throw new GraphError(131008, `header: ${kind} is missing`)
  return mediaHeader(kind, media, 'header', findMedia)
}

type Parts = Pick<Content, 'header' | 'buttons'> & { body?: string }

function fillCard(
  card: CompiledCard,
  named: boolean,
  sent: SentParts,
  bodyLimit: number,
  findMedia: FindMedia,
): Parts {
  const header = fillHeader(card.header, named, sent.header, findMedia)
  if (!card.body && sent.body.length > 0) surplus('body', sent.body.length)
  return {
    ...(header && { header }),
    ...(card.body && { body: fillText(card.body, named, sent.body, 'body', bodyLimit) }),
    buttons: fillButtons(card.buttons, sent.buttons),
  }
}

function fillCards(
  cards: readonly CompiledCard[],
  named: boolean,
  sent: SentParts['cards'],
  findMedia: FindMedia,
): ContentCard[] {
  if (sent.length !== cards.length) {
    throw new GraphError(
      132000,
      `carousel: number of cards (${sent.length}) does not match the expected number of cards (${cards.length})`,
    )
  }
  return cards.map((card, index) => {
    const mine = sent.find((one) => one.index === index)
    if (!mine) throw new GraphError(131009, `carousel: no card with card_index ${index}`)
    const { header, body, buttons } = fillCard(card, named, mine.parts, longestCardBody, findMedia)
    return { ...(header && { header }), ...(body !== undefined && { body }), buttons: buttons ?? [] }
  })
}

function fillOffer(
  offer: { text: string; hasExpiration: boolean } | undefined,
  sent: readonly Parameter[],
): Content['offer'] {
  if (!offer) return sent.length > 0 ? surplus('limited_time_offer', sent.length) : undefined
  const expiresAt = sent[0]?.limited_time_offer?.expiration_time_ms
  if (offer.hasExpiration && expiresAt === undefined) {
    throw new GraphError(131008, 'limited_time_offer: expiration_time_ms is missing')
  }
  return { text: offer.text, expires_at: offer.hasExpiration ? (expiresAt ?? null) : null }
}

/** What the phone shows of a template with these components; refuses as the platform does. */
export function fillTemplate(template: Template, components: unknown, findMedia: FindMedia): Content {
  const compiled = compiledTemplate(template)
  const { named } = compiled
  const sent = readComponents(components)
  const { header, body, buttons } = fillCard(compiled, named, sent, compiled.bodyLimit, findMedia)
  const offer = fillOffer(compiled.offer, sent.offer)
  if (!compiled.cards && sent.cards.length > 0) surplus('carousel', sent.cards.length)
  return {
    ...(header && { header }),
    body: body ?? '',
    ...(compiled.footer && { footer: compiled.footer }),
    ...(buttons && buttons.length > 0 && { buttons }),
    ...(offer && { offer }),
    ...(compiled.cards && { cards: fillCards(compiled.cards, named, sent.cards, findMedia) }),
  }
}
