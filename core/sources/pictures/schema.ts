import { z } from 'zod'
import { type LocalText, localText, type PictureRef } from '../landing-pages/schema'

/** The most letters that a picture is described in, as on a page. */
export const wordsLength = 200

/** A picture of the library, ready to be put on a page with its words. */
export type ChosenPicture = PictureRef & { words: LocalText }

/** What is kept of a picture where it is put: without the words, which belong to that place from then on. */
export const refOf = ({ pictureId, width, height }: PictureRef): PictureRef => ({ pictureId, width, height })

export const pictureIdSchema = z.object({ pictureId: z.uuid() })

export const describePictureSchema = pictureIdSchema.extend({ words: localText(wordsLength) })
