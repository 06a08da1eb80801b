import type { Context } from 'hono'
import type { z } from 'zod'
import { GraphError } from './errors'

/** The JSON or form body of a call as an object; refuses with 100. */
export async function readJson(context: Context): Promise<Record<string, unknown>> {
  const type = context.req.header('content-type') ?? ''
  if (type.includes('form')) return { ...(await context.req.parseBody()) }
  const text = await context.req.text()
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // Said below.
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>
  throw new GraphError(100, 'The body of the request is not a JSON object.')
}

/** Parses a part of a message; a missing part is 131008, a wrong one 131009. */
export function parsePart<Shape extends z.ZodType>(
  schema: Shape,
  value: unknown,
  path = '',
): z.output<Shape> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = [path, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
  const missing = issue !== undefined && valueAt(value, issue.path) === undefined
  if (missing) throw new GraphError(131008, `Parameter ${name} is missing.`)
  throw new GraphError(131009, `Parameter ${name} is not valid: ${issue?.message ?? ''}`)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === 'object' ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}
