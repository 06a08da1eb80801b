import type { TemplateByHandInput } from '@/core/templates/by-hand/schema'
import type { Template } from '@/core/templates/queries'
import { findComponent, placeholdersIn } from '@/core/templates/schema'

/** What a new template starts with. */
export const emptyTemplate: TemplateByHandInput = {
  name: '',
  language: 'nl',
  category: 'MARKETING',
  status: 'APPROVED',
  header: 'NONE',
  headerText: '',
  body: '',
  footer: '',
  buttons: [],
  examples: {},
}

/** What the form starts with for a template that was entered before; a value the form does not know stays the usual one. */
export function valuesOf({ name, language, category, status, components }: Template): TemplateByHandInput {
  const header = findComponent(components, 'HEADER')
  const body = findComponent(components, 'BODY')
  const examples = body?.example?.body_text?.[0] ?? []
  const numbers = placeholdersIn(body?.text ?? '').toSorted((a, b) => Number(a) - Number(b))
  return {
    ...emptyTemplate,
    name,
    language: language as TemplateByHandInput['language'],
    category: category as TemplateByHandInput['category'],
    status: status as TemplateByHandInput['status'],
    header: (header?.format ?? 'NONE') as TemplateByHandInput['header'],
    headerText: header?.text ?? '',
    body: body?.text ?? '',
    footer: findComponent(components, 'FOOTER')?.text ?? '',
    buttons: (findComponent(components, 'BUTTONS')?.buttons ?? []).map((button) => ({
      kind: button.type as TemplateByHandInput['buttons'][number]['kind'],
      text: button.text,
      target: button.url ?? button.phone_number ?? '',
    })),
    examples: Object.fromEntries(numbers.map((number, index) => [number, examples[index] ?? ''])),
  }
}
