import { paint } from './output'

const signs: Record<number, string> = { 40: 'warning', 50: 'error', 60: 'fatal' }

/** A line of our own logs (JSON, for machines) as a person reads it; anything else as it is. */
export function readable(line: string): string {
  const entry = parse(line)
  if (!entry) return line
  const { level, time: _time, part, msg, err, ...facts } = entry
  const sign = signs[Number(level)]
  const error = err as { type?: string; message?: string; stack?: string } | undefined
  const words = [
    sign && paint(sign === 'warning' ? 'yellow' : 'red', sign),
    part && paint('dim', `${part}:`),
    msg,
    ...Object.entries(facts).map(([key, value]) => paint('dim', `${key}=${show(value)}`)),
  ]
  const text = words.filter(Boolean).join(' ')
  return error ? `${text}\n${error.stack ?? `${error.type}: ${error.message}`}` : text
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{"level":')) return undefined
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
