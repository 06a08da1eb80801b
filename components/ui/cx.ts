/** Joins class names. Without merging: a caller adds, and never overrides. */
export const cx = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
