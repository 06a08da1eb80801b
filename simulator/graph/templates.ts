import type { Account } from '../store/accounts'
import type { Template, TemplateFilter } from '../store/templates'
import type { World } from '../world'
import { GraphError } from './errors'
import { pageOf } from './paging'
import { checkComponents, NewTemplateBody } from './template-rules'

const reviewMs = 2000

const listed = ['id', 'name', 'language', 'status', 'category', 'components', 'parameter_format']

/** A template as the wire shows it, cut down to `fields`; `id` is always there. */
export function showTemplate(template: Template, fields: readonly string[]): Record<string, unknown> {
  const all: Record<string, unknown> = {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    components: template.components,
    parameter_format: template.parameter_format,
    quality_score: { score: template.quality_score, date: template.quality_at },
    rejected_reason: template.rejected_reason,
    health_status: {
      can_send_message: template.status === 'APPROVED' ? 'AVAILABLE' : 'BLOCKED',
      entities: [
        {
          entity_type: 'MESSAGE_TEMPLATE',
          id: template.id,
          can_send_message: template.status === 'APPROVED' ? 'AVAILABLE' : 'BLOCKED',
        },
      ],
    },
  }
  const wanted = fields.length > 0 ? ['id', ...fields] : listed
  return Object.fromEntries(wanted.filter((field) => field in all).map((field) => [field, all[field]]))
}

const commaList = (value: string | null): string[] | undefined =>
  value
    ?.replace(/[[\]"]/g, '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

/** `GET /{waba-id}/message_templates` with fields, limit, cursors and filters. */
export function listTemplates(world: World, account: Account, address: URL) {
  const query = address.searchParams
  const filter: TemplateFilter = {
    name: query.get('name') ?? undefined,
    content: query.get('content') ?? undefined,
    ...optional('status', commaList(query.get('status'))),
    ...optional('category', commaList(query.get('category'))),
    ...optional('language', commaList(query.get('language'))),
    ...optional('quality', commaList(query.get('quality_score'))),
  }
  const page = pageOf(world.store.templates.list(account.waba_id, filter), address)
  const fields = commaList(query.get('fields')) ?? []
  return {
    data: page.items.map((template) => showTemplate(template, fields)),
    ...(page.paging && { paging: page.paging }),
  }
}

const optional = <Key extends string>(key: Key, value: string[] | undefined) =>
  (value ? { [key]: value } : {}) as { [name in Key]?: string[] }

/** `POST /{waba-id}/message_templates`: takes the template in review; it is approved a moment later. */
export function createTemplate(world: World, account: Account, body: Record<string, unknown>) {
  const parsed = NewTemplateBody.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new GraphError(100, `Param ${issue?.path.join('.') ?? ''} is not valid: ${issue?.message ?? ''}`)
  }
  const { name, language, category, components } = parsed.data
  const parameterFormat = parsed.data.parameter_format.toUpperCase()
  checkComponents(components, parameterFormat === 'NAMED')
  if (world.store.templates.find(account.waba_id, name, language)) {
    throw new GraphError(100, `There is already ${language} content for this template.`, {
      subcode: 2388024,
      title: 'Content in this language already exists',
      explanation: `There is already ${language} content for this template. You can create a new template and try again.`,
    })
  }
  const id = world.store.templates.put(
    {
      waba_id: account.waba_id,
      name,
      language,
      category,
      components,
      parameter_format: parameterFormat,
      status: 'PENDING',
      quality_score: 'UNKNOWN',
      rejected_reason: 'NONE',
    },
    world.clock(),
  )
  world.play.review(id, reviewMs)
  return { id, status: 'PENDING', category }
}
