import pino from 'pino'
import { getSettings } from './env'

let root: pino.Logger | undefined

/**
 * A logger for one part of the house. Log ids and counts, never numbers, names or texts of people;
 * the paths below are a net under that rule, not a licence.
 */
export function getLog(part: string): pino.Logger {
  root ??= pino({
    level: getSettings().LOG_LEVEL,
    base: undefined,
    redact: {
      paths: [
        ...['phone', 'phoneE164', 'to', 'from', 'waId', 'name', 'text', 'email'],
        ...['password', 'token', 'accessToken', 'appSecret', 'authorization', 'cookie', 'body', 'payload'],
      ].flatMap((key) => [key, `*.${key}`]),
      censor: '[redacted]',
    },
  })
  return root.child({ part })
}
