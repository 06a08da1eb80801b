import { globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { locales } from '@/db/states'
import { root } from './run'

type Words = { [key: string]: string | Words }

/**
 * Checks the words of all languages against each other and against the code: the same keys, the same placeholders,
 * none empty, none that the code asks for missing.
 * @returns one line a problem.
 */
export function checkWords(): string[] {
  const all = new Map(locales.map((locale) => [locale, flatten(wordsOf(locale))]))
  const [first, ...others] = locales
  const reference = all.get(first) ?? new Map<string, string>()
  const problems: string[] = []
  for (const locale of locales) {
    for (const [key, text] of all.get(locale) ?? []) {
      if (text.trim() === '') problems.push(`${locale}: ${key} is empty`)
      if (argumentsOf(text) === undefined) problems.push(`${locale}: ${key} is no ICU message: ${text}`)
    }
  }
  for (const locale of others) {
    const words = all.get(locale) ?? new Map<string, string>()
    for (const key of reference.keys()) if (!words.has(key)) problems.push(`${locale}: ${key} is missing`)
    for (const [key, text] of words) {
      const original = reference.get(key)
      if (original === undefined) problems.push(`${first}: ${key} is missing`)
      else if (argumentsOf(original) !== argumentsOf(text)) {
        problems.push(`${key}: ${first} has {${argumentsOf(original)}}, ${locale} has {${argumentsOf(text)}}`)
      }
    }
  }
  return [...problems, ...missingInCode(reference)]
}

function wordsOf(locale: string): Words {
  const folder = path.join(root, 'messages', locale)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Words,
    ]),
  )
}

function flatten(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The placeholders and tags of a message, sorted; undefined when it cannot be read. */
function argumentsOf(text: string): string | undefined {
  try {
    return [...new Set(namesIn(parse(text)))].sort().join(', ')
  } catch {
    return undefined
  }
}

function namesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.tag:
        return [`<${element.value}>`, ...namesIn(element.children)]
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))]
      default:
        return [element.value]
    }
  })
}

const translator = /(?:useTranslations|getTranslations)\(\s*(?:\{[^}]*namespace:\s*)?'([^']+)'[^)]*\)/
/** `const t = useTranslations('x')`, `const t = await getTranslations('x')` */
const named = new RegExp(`const (\\w+) = (?:await )?${translator.source}`, 'g')
/** `const [a, t] = await Promise.all([one(), getTranslations('x')])` */
const listed = /const \[([^\]]*)\] = await Promise\.all\(\[([\s\S]*?)\]\)\n/g
/** `(await getTranslations('x'))('key')` */
const inline = new RegExp(`\\(await ${translator.source}\\)\\(\\s*'([^']+)'`, 'g')

/** What app and components ask for in so many words, and no language has. */
function missingInCode(words: Map<string, string>): string[] {
  const branches = new Set([...words.keys()].flatMap(branchesOf))
  return globSync('{app,components}/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8')
    const problems: string[] = []
    for (const [, namespace, key] of source.matchAll(inline)) {
      if (!words.has(`${namespace}.${key}`)) problems.push(`${file}: no words for ${namespace}.${key}`)
    }
    for (const [name, namespaces] of translatorsIn(source)) {
      for (const namespace of namespaces) {
        if (!branches.has(namespace)) problems.push(`${file}: no words under ${namespace}`)
      }
      if (!namespaces.some((namespace) => branches.has(namespace))) continue
      // A file may use one name for several namespaces, in different functions: any of them will do.
      const has = (key: string, known: { has: (key: string) => boolean }) =>
        namespaces.some((namespace) => known.has(`${namespace}.${key}`))
      const call = `(?<![\\w.])${name}(?:\\.(?:rich|markup))?\\(\\s*`
      for (const [, key] of source.matchAll(new RegExp(`${call}'([^']+)'`, 'g'))) {
        if (key && !has(key, words)) problems.push(`${file}: no words for ${namespaces.join('|')}.${key}`)
      }
      for (const [, start] of source.matchAll(new RegExp(`${call}\`([\\w.]+)\\.\\$\\{`, 'g'))) {
        if (start && !has(start, branches))
          problems.push(`${file}: no words under ${namespaces.join('|')}.${start}`)
      }
    }
    return problems
  })
}

/** `a.b.c` stands under `a` and `a.b`. */
function branchesOf(key: string): string[] {
  const parts = key.split('.')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
}

/** The names that translators go by in a file, each with the namespaces it stands for. */
function translatorsIn(source: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (name: string | undefined, namespace: string | undefined) => {
    if (name && namespace) found.set(name, [...new Set([...(found.get(name) ?? []), namespace])])
  }
  for (const [, name, namespace] of source.matchAll(named)) add(name, namespace)
  for (const [, names = '', values = ''] of source.matchAll(listed)) {
    const items = splitItems(values)
    names.split(',').forEach((name, index) => {
      add(name.trim(), translator.exec(items[index] ?? '')?.[1])
    })
  }
  return found
}

/** Splits at the commas that stand inside no brackets. */
function splitItems(list: string): string[] {
  const items = ['']
  let depth = 0
  for (const character of list) {
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    if (character === ',' && depth === 0) items.push('')
    else items[items.length - 1] += character
  }
  return items
}
