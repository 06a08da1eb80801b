import { sql } from 'drizzle-orm'
import { marketingOnly, type PolicyRule } from '../rule'

/**
 * Area codes within +1 that are not the United States: Canada, then the other countries of the North American
 * plan. Everything else after +1 counts as the United States, its territories and toll-free numbers included:
 * a code that is not listed costs one message that WhatsApp would have refused, never the other way round.
 */
const outsideTheUnitedStates = [
  ...'204 226 236 249 250 257 263 273 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468'.split(
    ' ',
  ),
  ...'474 506 514 519 548 579 581 584 587 600 604 613 622 633 639 647 672 683 705 709 742 753 778 780 782 807 819 825'.split(
    ' ',
  ),
  ...'867 873 879 902 905 942'.split(' '),
  ...'242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876'.split(' '),
].join('|')

/**
 * Numbers with +1 and an area code of the United States get no marketing templates. Canada, also +1, does. Where the
 * number is hidden, the country in front of WhatsApp's id of the person says the same.
 */
export const marketingNotAllowedThere: PolicyRule = {
  reason: 'marketing_not_allowed_there',
  source: 'WhatsApp, per-user limits: no marketing templates to US numbers since 1 April 2025',
  appliesTo: marketingOnly,
  condition: () => sql`(subscribers.phone_e164 like '+1%'
    and subscribers.phone_e164 !~ ${`^\\+1(${outsideTheUnitedStates})`}
    or subscribers.phone_e164 is null and subscribers.wa_user_id like 'US.%')`,
}
