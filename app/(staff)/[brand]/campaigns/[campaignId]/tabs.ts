export const tabs = ['progress', 'audience', 'message', 'log'] as const
export type Tab = (typeof tabs)[number]
