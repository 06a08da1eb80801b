import type { Account } from '../../store/accounts'
import type { TemplateFilter } from '../../store/templates'
import type { World } from '../../world'
import { commaList, namesOf, readFields } from '../fields'
import { pageOf } from '../paging'
import { templateLimit } from './limit'
import { showTemplate } from './show'

const upperList = (value: string | null) => commaList(value)?.map((item) => item.toUpperCase())

const optional = <Key extends string>(key: Key, value: string[] | undefined) =>
  (value ? { [key]: value } : {}) as { [name in Key]?: string[] }

function filterOf(query: URLSearchParams): TemplateFilter {
  return {
    name: query.get('name') ?? undefined,
    content: query.get('content') ?? undefined,
    nameOrContent: query.get('name_or_content') ?? undefined,
    ...optional('status', upperList(query.get('status'))),
    ...optional('category', upperList(query.get('category'))),
    ...optional('language', commaList(query.get('language'))),
    ...optional('quality', upperList(query.get('quality_score'))),
  }
}

/** `summary=total_count,message_template_count,message_template_limit`, or `summary=true` for all of it. */
function summaryOf(world: World, account: Account, asked: string | null, total: number) {
  const names = commaList(asked)
  if (!names) return undefined
  const all: Record<string, unknown> = {
    total_count: total,
    message_template_count: world.store.templates.count(account.waba_id),
    message_template_limit: templateLimit(account),
    are_translations_complete: true,
  }
  if (names.length === 1 && (names[0] === 'true' || names[0] === '1')) return all
  return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]))
}

/** `GET /{waba-id}/message_templates` with fields, limit, cursors, filters and summary. */
export function listTemplates(world: World, account: Account, address: URL) {
  const query = address.searchParams
  const found = world.store.templates.list(account.waba_id, filterOf(query))
  const page = pageOf(found, address, 25)
  const fields = namesOf(readFields(address))
  const summary = summaryOf(world, account, query.get('summary'), found.length)
  return {
    data: page.items.map((template) => showTemplate(template, account, fields)),
    ...(page.paging && { paging: page.paging }),
    ...(summary && { summary }),
  }
}
