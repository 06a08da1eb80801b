import type { Header } from '../store/messages'
import { GraphError } from './errors'
import { fits, type MediaKind } from './media-kinds'
import type { SentMedia } from './sent-components'

/** The type of an uploaded file that this number may send; undefined when there is none with this id. */
export type FindMedia = (id: string) => { mime_type: string } | undefined

/** Media of a message by id or by link, as the phone shows it; refuses both, neither, and what is not there. */
export function mediaHeader(
  kind: MediaKind | 'gif',
  media: SentMedia,
  where: string,
  findMedia: FindMedia,
): Header {
  const named = media.filename === undefined ? {} : { text: media.filename }
  if (media.id !== undefined) {
    const found = findMedia(media.id)
    if (!found) {
      throw new GraphError(
        131009,
        `Param ${where}['${kind}']['id'] is not a valid whatsapp business account media attachment ID`,
      )
    }
    if (!fits(found.mime_type, kind)) {
      throw new GraphError(131053, `Unsupported ${kind} mime type ${found.mime_type}.`)
    }
    return { kind, media_id: media.id, link: `/phone/media/${media.id}`, ...named }
  }
  if (media.link === undefined) throw new GraphError(131008, `${where}: ${kind} needs an id or a link`)
  if (!URL.canParse(media.link) || !/^https?:$/.test(new URL(media.link).protocol)) {
    throw new GraphError(131009, `Param ${where}['${kind}']['link'] is not a valid URI.`)
  }
  return { kind, link: media.link, ...named }
}
