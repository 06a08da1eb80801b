import pino from 'pino'
import { getSettings } from './env'

let root: pino.Logger | undefined

/**
 * What may be written of an error. Its message can carry the parameters of a query, and the database's own words the value
 * that was in the way: both are about people, so only the kind, the code, the query and the places in our code remain.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown }
  const isQuery = error.message.startsWith('Failed query:')
  const isDatabase = error.name === 'PostgresError'
  const message = isQuery ? error.message.split('\nparams:')[0] : isDatabase ? undefined : error.message
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(message === undefined ? {} : { message }),
    stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/**
 * A logger for one part of the house. Log ids and counts, never numbers, names or texts of people;
 * the paths below are a net under that rule, not a licence.
 */
export function getLog(part: string): pino.Logger {
  root ??= pino({
    level: getSettings().LOG_LEVEL,
    base: undefined,
    serializers: { err: describeError },
    redact: {
      paths: [
        ...['phone', 'phoneE164', 'to', 'from', 'waId', 'name', 'text', 'email'],
        ...[
          'password',
          'token',
          'accessToken',
          'appSecret',
          'verifyToken',
          'productToken',
          'authorization',
          'cookie',
          'body',
          'payload',
        ],
      ].flatMap((key) => [key, `*.${key}`]),
      censor: '[redacted]',
    },
  })
  return root.child({ part })
}
