const known = [
  'number',
  'consent',
  'source',
  'joined',
  'message',
  'country',
  'language',
  'tags',
  'window',
] as const

/** A column beside the name; `attribute:city` shows that attribute. */
export type ColumnId = (typeof known)[number] | `attribute:${string}`

export const knownColumns: readonly ColumnId[] = known
export const defaultColumns: ColumnId[] = ['number', 'consent', 'source', 'joined', 'message']

export const isColumn = (text: string): text is ColumnId =>
  known.some((one) => one === text) || /^attribute:[a-z0-9_]{1,40}$/.test(text)
