import type { Component } from '../../store/templates'
import { compileText } from '../compile-template'
import { badBody, badHeader, missingExample, refuse } from './refuse'

const wordsIn = (text: string) =>
  text
    .replace(/\{\{[^{}]*\}\}/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}

/** How many examples a component gives, and for named ones which names have one. */
function examplesOf(component: Component, part: 'header' | 'body'): { count: number; names: string[] } {
  const example = record(component.example)
  const named = example[`${part}_text_named_params`]
  if (Array.isArray(named)) {
    const names = named.map((one) => String(record(one)['param_name'])).filter(Boolean)
    return { count: names.length, names }
  }
  const given = example[`${part}_text`]
  if (given === undefined) return { count: 0, names: [] }
  const list = Array.isArray(given) ? given.flat() : [given]
  return { count: list.length, names: [] }
}

/** Checks the variables of a header or a body: their shape, their order, their examples and their place. */
export function checkVariables(component: Component, part: 'header' | 'body', named: boolean): void {
  const text = (component.text ?? '').trim()
  const bad = part === 'header' ? badHeader : badBody
  const { distinct, names } = compileText(text)
  if (/\{\{|\}\}/.test(text.replace(/\{\{[^{}]+\}\}/g, ''))) {
    throw bad('Variables are missing or have mismatched curly brackets. Write {{1}} or {{name}}.')
  }
  const shape = named ? /^[a-z][a-z0-9_]*$/ : /^\d+$/
  if (distinct.some((name) => !shape.test(name))) {
    throw bad(
      named
        ? 'Variables are named with lower-case letters, digits and underscores, such as {{first_name}}.'
        : 'Variables are numbered, such as {{1}}; for names set parameter_format to NAMED.',
    )
  }
  const inOrder = named || distinct.every((name, position) => Number(name) === position + 1)
  if (!inOrder) throw bad('Number variables in order from {{1}} without gaps.')
  if (names.length === 0) return

  if (part === 'body' && (/^\{\{/.test(text) || /\}\}[\s.!?]*$/.test(text))) {
    throw refuse(
      2388299,
      'Leading or trailing params not allowed',
      'Variables cannot be at the start or the end of the template.',
    )
  }
  const examples = examplesOf(component, part)
  const known = examples.names.length === 0 || distinct.every((name) => examples.names.includes(name))
  if (examples.count < distinct.length || !known) throw missingExample(part)
  if (part === 'body' && wordsIn(text) < 2 * names.length + 1) {
    throw refuse(
      2388293,
      'Parameters words ratio exceeds limit',
      'This template has too many variables for its length. Use fewer variables or a longer text.',
    )
  }
}
