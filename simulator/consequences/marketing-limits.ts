import { chance } from '../customers/chance'

/** Calling codes of the EEA, the United Kingdom, Japan and South Korea, where no per-user limit is active. */
const exempt = new Set(
  '31 32 33 34 39 30 36 40 43 44 45 46 47 48 49 351 352 353 354 356 357 358 359 370 371 372 385 386 420 421 423 81 82'.split(
    ' ',
  ),
)

const isExempt = (number: string): boolean => exempt.has(number.slice(0, 2)) || exempt.has(number.slice(0, 3))

/** Area codes after +1 that are not in the United States: Canada, then the Caribbean. */
const notUnitedStates = new Set(
  (
    '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 ' +
    '506 514 519 537 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 ' +
    '879 902 905 942 242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876'
  ).split(' '),
)

export const isUnitedStates = (number: string): boolean =>
  number.startsWith('1') && number.length === 11 && !notUnitedStates.has(number.slice(1, 4))

/** Marketing templates a person outside the exempt countries gets in 24 hours, of all businesses together. */
export const mostMarketingADay = 2

/**
 * Why WhatsApp withholds a marketing template from a person, or undefined when it does not: 131049 for the pause of
 * marketing in the United States and for people who got enough of it today, 130472 for those in the experiment who
 * never get any. Messages inside an open service window are not withheld, but for the pause.
 */
export function withheld(message: {
  business: string
  person: string
  seed: number
  windowOpen: boolean
  /** Marketing templates of all businesses that reached this person in the last 24 hours. */
  receivedToday: () => number
  experimentShare: number
}): 131049 | 130472 | undefined {
  if (isUnitedStates(message.person)) return 131049
  if (message.windowOpen) return undefined
  if (chance(`${message.seed} ${message.person} experiment`) < message.experimentShare) return 130472
  if (isExempt(message.business) || isExempt(message.person)) return undefined
  return message.receivedToday() >= mostMarketingADay ? 131049 : undefined
}
