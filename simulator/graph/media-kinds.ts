const mb = 1024 * 1024

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker'

/** The formats the platform takes, with the kind of message they are for and the most bytes of one file. */
const formats: Record<string, { kind: MediaKind; most: number }> = {
  'audio/aac': { kind: 'audio', most: 16 * mb },
  'audio/amr': { kind: 'audio', most: 16 * mb },
  'audio/mpeg': { kind: 'audio', most: 16 * mb },
  'audio/mp4': { kind: 'audio', most: 16 * mb },
  'audio/ogg': { kind: 'audio', most: 16 * mb },
  'text/plain': { kind: 'document', most: 100 * mb },
  'application/pdf': { kind: 'document', most: 100 * mb },
  'application/msword': { kind: 'document', most: 100 * mb },
  'application/vnd.ms-excel': { kind: 'document', most: 100 * mb },
  'application/vnd.ms-powerpoint': { kind: 'document', most: 100 * mb },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    most: 100 * mb,
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'document', most: 100 * mb },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    kind: 'document',
    most: 100 * mb,
  },
  'image/jpeg': { kind: 'image', most: 5 * mb },
  'image/png': { kind: 'image', most: 5 * mb },
  // Animated stickers may have 500 kB, still ones 100 kB; the file does not tell which without decoding it.
  'image/webp': { kind: 'sticker', most: 500 * 1024 },
  'video/mp4': { kind: 'video', most: 16 * mb },
  'video/3gpp': { kind: 'video', most: 16 * mb },
}

/** A type such as `audio/ogg; codecs=opus` without what comes after it. */
export const bareType = (mimeType: string): string => mimeType.split(';')[0]?.trim().toLowerCase() ?? ''

export const formatOf = (mimeType: string): { kind: MediaKind; most: number } | undefined =>
  formats[bareType(mimeType)]

export const knownFormats = Object.keys(formats)

/** Whether a file of this type may go out as this kind; anything may be sent as a document. */
export const fits = (mimeType: string, kind: MediaKind | 'gif'): boolean =>
  kind === 'document' || formatOf(mimeType)?.kind === (kind === 'gif' ? 'video' : kind)
