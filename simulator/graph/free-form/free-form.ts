import type { Content } from '../../store/messages'
import { GraphError } from '../errors'
import { type FindMedia, mediaHeader } from '../media-reference'
import { parsePart } from '../read-json'
import { interactive } from './interactive'
import { Contacts, Location, MediaMessage, Reaction, Text } from './parts'

const mediaTypes = ['image', 'video', 'audio', 'document', 'sticker'] as const
type MediaType = (typeof mediaTypes)[number]

const withCaption = new Set<MediaType>(['image', 'video', 'document'])

function media(type: MediaType, body: Record<string, unknown>, findMedia: FindMedia): Content {
  const part = parsePart(MediaMessage, body[type], type)
  if (part.caption !== undefined && !withCaption.has(type)) {
    throw new GraphError(131009, `Parameter ${type}.caption is not supported.`)
  }
  return { header: mediaHeader(type, part, type, findMedia), body: part.caption ?? '' }
}

function place(body: Record<string, unknown>): Content {
  const { latitude, longitude, name, address } = parsePart(Location, body['location'], 'location')
  return {
    header: {
      kind: 'location',
      latitude,
      longitude,
      ...(name && { text: name }),
      ...(address && { address }),
    },
    body: '',
  }
}

/** What the phone shows of a message outside templates; refuses types it does not know with 131051. */
export function freeForm(type: string, body: Record<string, unknown>, findMedia: FindMedia): Content {
  if (type === 'text') return { body: parsePart(Text, body['text'], 'text').body }
  if (type === 'interactive') return interactive(body['interactive'], findMedia)
  if (mediaTypes.includes(type as MediaType)) return media(type as MediaType, body, findMedia)
  if (type === 'location') return place(body)
  if (type === 'contacts') {
    const contacts = parsePart(Contacts, body['contacts'], 'contacts')
    return {
      body: '',
      contacts: contacts.map(({ name, phones }) => ({
        name: name.formatted_name,
        numbers: (phones ?? []).map((phone) => phone.phone),
      })),
    }
  }
  if (type === 'reaction') {
    return { body: '', reaction: parsePart(Reaction, body['reaction'], 'reaction') }
  }
  throw new GraphError(131051, `Message type ${type} is not supported.`)
}
