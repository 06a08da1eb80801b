import { foreignKey, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { brandId, bytes, instant } from './columns'
import { signUps } from './consent'

/**
 * What somebody answered on a form beside their number, sealed. It waits here and reaches the person once they confirmed:
 * anybody can type anybody's number, and nobody's name is changed by a stranger. The row goes with the confirmation, with
 * the sign-up's end, and with the person.
 */
export const signUpAnswers = pgTable(
  'sign_up_answers',
  {
    brandId: brandId(),
    signUpId: uuid('sign_up_id').notNull(),
    sealed: bytes('sealed').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.signUpId] }),
    foreignKey({
      columns: [t.brandId, t.signUpId],
      foreignColumns: [signUps.brandId, signUps.id],
      name: 'sign_up_answers_sign_up',
    }),
  ],
)
