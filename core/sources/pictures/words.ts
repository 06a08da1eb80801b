import type { pictures } from '@/db/schema/pictures'
import { emptyText, type LocalText } from '../landing-pages/schema'

/** The words of a picture with a place for every language. */
export const wordsOf = ({ words }: Pick<typeof pictures.$inferSelect, 'words'>): LocalText => ({
  ...emptyText(),
  ...words,
})
