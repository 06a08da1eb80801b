import type { CompiledText } from './compile-template'
import { GraphError } from './errors'
import type { Parameter } from './sent-components'

const textTypes = new Set(['text', 'currency', 'date_time'])

const textOf = (parameter: Parameter): string | undefined =>
  parameter.text ?? parameter.currency?.fallback_value ?? parameter.date_time?.fallback_value

/** Values the platform refuses: new lines, tabs and more than four spaces in a row. */
const broken = /[\n\r\t]| {5,}/

function textValue(parameter: Parameter, where: string): string {
  if (!textTypes.has(parameter.type.toLowerCase())) {
    throw new GraphError(
      132012,
      `${where}: Format mismatch, expected TEXT, received ${parameter.type.toUpperCase()}`,
    )
  }
  const value = textOf(parameter)
  if (value === undefined || value === '') {
    throw new GraphError(131008, `${where}: Parameter of type ${parameter.type} is missing text value`)
  }
  if (broken.test(value)) {
    throw new GraphError(
      132008,
      `${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
    )
  }
  return value
}

function valuesByName(
  text: CompiledText,
  named: boolean,
  sent: readonly Parameter[],
  where: string,
): Map<string, string> {
  const values = new Map<string, string>()
  for (const [position, parameter] of sent.entries()) {
    const value = textValue(parameter, where)
    const name = named ? parameter.parameter_name : String(position + 1)
    if (name === undefined || !text.distinct.includes(name) || values.has(name)) {
      throw new GraphError(
        132012,
        `${where}: Parameter name is missing, unknown or given twice, expected ${text.distinct.join(', ')}`,
      )
    }
    values.set(name, value)
  }
  return values
}

/** Puts values in place; a name without a value stays readable. */
export function join(text: CompiledText, values: ReadonlyMap<string, string>): string {
  let filled = text.parts[0] ?? ''
  for (const [position, name] of text.names.entries()) {
    filled += (values.get(name) ?? `{{${name}}}`) + (text.parts[position + 1] ?? '')
  }
  return filled
}

/** The text with the parameters in it; `most` characters, as people count them. */
export function fillText(
  text: CompiledText,
  named: boolean,
  sent: readonly Parameter[],
  where: string,
  most: number,
): string {
  if (text.distinct.length !== sent.length) {
    throw new GraphError(
      132000,
      `${where}: number of localizable_params (${sent.length}) does not match the expected number of params (${text.distinct.length})`,
    )
  }
  if (sent.length === 0) return text.parts[0] ?? ''
  const filled = join(text, valuesByName(text, named, sent, where))
  if (filled.length > most && [...filled].length > most) {
    throw new GraphError(132005, `${where}: the filled text has ${filled.length} characters, at most ${most}`)
  }
  return filled
}
