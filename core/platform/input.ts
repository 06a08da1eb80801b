import type { z } from 'zod'
import { AppError, type ErrorCode, errorCodes } from './errors'

const codes = new Set<string>(errorCodes)

/**
 * Parses an input that has parts within parts, and tells the first thing wrong with it beside its own field (the last name
 * of its path), in our words where the schema gives one of our codes.
 * @throws AppError
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.filter((part) => typeof part === 'string').at(-1)
  const code = issue && codes.has(issue.message) ? (issue.message as ErrorCode) : 'invalid-input'
  throw new AppError(code, field === undefined ? {} : { field })
}
