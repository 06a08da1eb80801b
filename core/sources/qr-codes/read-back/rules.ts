/** The ways in which every drawing is read back before it is offered. */
export const readBackNames = ['drawn', 'blurred', 'printed', 'grey', 'dim'] as const
export type ReadBackName = (typeof readBackNames)[number]

export type ReadBack = { name: ReadBackName; isRead: boolean; ms: number }
