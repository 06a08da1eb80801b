import type { PageVariant } from '@/db/states'
import { clientNetwork } from '../../../platform/client-address'
import { keyedHash } from '../../../platform/crypto'
import { fractionOf, variantAt } from './rules'

export type LiveTest = { id: string; versionAId: string; versionBId: string; shareB: number }

/**
 * Which version a visitor sees, without asking, marking or remembering them: a hash of their network and browser under
 * the server's key and the test's id. It is computed for this answer and dropped; the same visitor falls on the same
 * side for as long as the test runs, and on another by chance in the next. What counts at the sign-up is the version
 * that the form itself names. See docs/decisions/0023.
 */
export function chooseVariant(test: LiveTest, headers: Headers): { variant: PageVariant; versionId: string } {
  const visitor = `${test.id}\n${clientNetwork(headers)}\n${headers.get('user-agent') ?? ''}`
  const variant = variantAt(fractionOf(keyedHash('page-variant', visitor)), test.shareB)
  return { variant, versionId: variant === 'a' ? test.versionAId : test.versionBId }
}
