import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { dueForRenewalSql } from '../../consent/renewal-sql'
import type { SegmentGroup, SegmentRule } from './schema'

type Scope = Pick<BrandContext, 'now' | 'scope'>

/**
 * A group of rules as one condition on `subscribers`. Every word that staff chose travels as a parameter; the SQL itself
 * is made of the pieces below and of nothing else. Each piece is true or false and never null, so that "not" turns it
 * round for everybody.
 */
export function compileGroup({ combinator, not, rules }: SegmentGroup, scope: Scope): SQL {
  const parts = rules.map((rule) =>
    'rules' in rule ? compileGroup(rule, scope) : sql`(${compileRule(rule, scope)})`,
  )
  const all = sql`(${sql.join(parts, combinator === 'and' ? sql` and ` : sql` or `)})`
  return not ? sql`(not ${all})` : all
}

function compileRule(rule: SegmentRule, scope: Scope): SQL {
  if (rule.field.startsWith('consent:')) return consent(rule)
  if (rule.field.startsWith('attribute:')) return attribute(rule)
  switch (rule.field) {
    case 'language':
      return compare(sql`subscribers.language`, rule)
    case 'country':
      return compare(sql`subscribers.country`, rule)
    case 'tag': {
      const has = sql`subscribers.tags @> array[${String(rule.value).toLowerCase()}]`
      return rule.operator === 'has' ? has : sql`not (${has})`
    }
    case 'source':
      return source(rule)
    case 'window': {
      const open = sql`coalesce(subscribers.service_window_until > ${scope.now.toISOString()}::timestamptz, false)`
      return rule.value === 'open' ? open : sql`not ${open}`
    }
    case 'renewal': {
      const due = sql`coalesce(${dueForRenewalSql(scope)}, false)`
      return rule.operator === '=' ? due : sql`not ${due}`
    }
    case 'unread':
      return sql`subscribers.unread_in_a_row >= ${rule.value}::int`
    case 'joined':
      return since(sql`subscribers.created_at`, rule, scope)
    case 'received':
      return since(sql`subscribers.last_message_at`, rule, scope)
    case 'read':
      return since(sql`subscribers.last_read_at`, rule, scope)
    case 'pressed':
      return since(sql`subscribers.last_pressed_at`, rule, scope)
    case 'clicked': {
      // Few click, so the clicks are gone through once and not the messages of every person.
      const clicked = sql`subscribers.id in (select sent.subscriber_id from link_clicks as click
        join messages as sent on sent.brand_id = click.brand_id and sent.id = click.message_id
        where click.brand_id = subscribers.brand_id
          and click.at >= ${scope.now.toISOString()}::timestamptz - make_interval(days => ${rule.value}::int))`
      return rule.operator === 'within' ? clicked : sql`not (${clicked})`
    }
    default:
      // The schema lets nothing else through; should it ever, nobody matches rather than everybody.
      return sql`false`
  }
}

type Rule = { operator: string; value?: unknown }

const compare = (column: SQL, { operator, value }: Rule): SQL =>
  operator === '=' ? sql`${column} = ${value}` : sql`${column} <> ${value}`

function since(column: SQL, { operator, value }: Rule, { now }: Scope): SQL {
  const recent = sql`coalesce(${column} >= ${now.toISOString()}::timestamptz - make_interval(days => ${value}::int), false)`
  return operator === 'within' ? recent : sql`not ${recent}`
}

function consent({ field, operator, value }: Rule & { field: string }): SQL {
  const topicId = field.slice('consent:'.length)
  const ofTopic = sql`select from consent_states as asked where asked.brand_id = subscribers.brand_id
    and asked.subscriber_id = subscribers.id and asked.topic_id = ${topicId}::uuid`
  const is =
    value === 'none' ? sql`not exists (${ofTopic})` : sql`exists (${ofTopic} and asked.state = ${value})`
  return operator === '=' ? is : sql`not (${is})`
}

function source({ operator, value }: Rule): SQL {
  const [kind, id = ''] = String(value).split(':')
  const is =
    kind === 'page'
      ? sql`coalesce(subscribers.source_page_id = ${id}::uuid, false)`
      : kind === 'qr'
        ? sql`coalesce(subscribers.source_qr_code_id = ${id}::uuid, false)`
        : sql`coalesce(subscribers.source_kind = ${id}, false)`
  return operator === '=' ? is : sql`not ${is}`
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function attribute({ field, operator, value }: Rule & { field: string }): SQL {
  const key = field.slice('attribute:'.length)
  const text = sql`(subscribers.attributes ->> ${key})`
  switch (operator) {
    case 'known':
      return sql`coalesce(${text}, '') <> ''`
    case 'unknown':
      return sql`coalesce(${text}, '') = ''`
    case '=':
      return sql`coalesce(lower(${text}) = lower(${String(value)}), false)`
    case '!=':
      return sql`coalesce(lower(${text}) <> lower(${String(value)}), true)`
    case 'contains':
      return sql`coalesce(${text} ilike ${`%${escaped(String(value))}%`}, false)`
    case '<':
    case '>': {
      const number = sql`case when jsonb_typeof(subscribers.attributes -> ${key}) = 'number' then ${text}::numeric end`
      return operator === '<'
        ? sql`coalesce(${number} < ${value}::numeric, false)`
        : sql`coalesce(${number} > ${value}::numeric, false)`
    }
    default: {
      // Dates are kept as `2026-11-25`, which sorts as text.
      const date = sql`case when ${text} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then left(${text}, 10) end`
      return operator === 'before'
        ? sql`coalesce(${date} < ${value}::text, false)`
        : sql`coalesce(${date} > ${value}::text, false)`
    }
  }
}
