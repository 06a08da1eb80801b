import type { PictureRef } from '../landing-pages/schema'

/** The files that are made of a picture, best first; a browser takes the first that it knows. */
export const pictureFormats = ['avif', 'webp', 'jpg'] as const
export type PictureFormat = (typeof pictureFormats)[number]

export const pictureTypes: Record<PictureFormat, string> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpg: 'image/jpeg',
}

/** The most that is taken, in bytes: a phone's largest photo fits, a film does not. */
export const maxPictureBytes = 20 * 1024 * 1024

/** A phone's width, that of a sharp phone, and of a desk. */
const sizes = [480, 960, 1600]

/** The widths that a picture is kept in; never wider than it came. */
export const pictureWidths = (width: number): number[] => [
  ...sizes.filter((size) => size < Math.min(width, 1600)),
  Math.min(width, 1600),
]

/** The address of one file of a picture. It names bytes that never change. */
export const pictureUrl = (pictureId: string, width: number, format: PictureFormat): string =>
  `/pictures/${pictureId}/${width}.${format}`

/** The choice of widths for `srcset`. */
export const pictureSources = ({ pictureId, width }: PictureRef, format: PictureFormat): string =>
  pictureWidths(width)
    .map((size) => `${pictureUrl(pictureId, size, format)} ${size}w`)
    .join(', ')

/** The one file for who reads no `srcset`. */
export const pictureFallback = ({ pictureId, width }: PictureRef): string =>
  pictureUrl(pictureId, pictureWidths(width).find((size) => size >= 960) ?? Math.min(width, 1600), 'jpg')

/** Where one file of a picture lies in the file store. */
export const pictureKey = (pictureId: string, width: number, format: PictureFormat): string =>
  pictureUrl(pictureId, width, format).slice(1)
