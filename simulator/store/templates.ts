import { digitsOf } from '../customers/chance'
import type { Database } from './database'

export type Button = {
  type: string
  text?: string | undefined
  url?: string | undefined
  phone_number?: string | undefined
  example?: unknown
  /** Of a FLOW button. */
  flow_id?: string | number | undefined
  navigate_screen?: string | undefined
  /** Of an OTP button: COPY_CODE, ONE_TAP or ZERO_TAP. */
  otp_type?: string | undefined
}

export type Component = {
  type: string
  format?: string | undefined
  text?: string | undefined
  example?: unknown
  buttons?: Button[] | undefined
  limited_time_offer?: { text: string; has_expiration?: boolean | undefined } | undefined
  cards?: { components: Component[] }[] | undefined
  /** Of the parts of an AUTHENTICATION template, whose words are WhatsApp's own. */
  add_security_recommendation?: boolean | undefined
  code_expiration_minutes?: number | undefined
}

export type Template = {
  seq: number
  id: string
  waba_id: string
  name: string
  language: string
  category: string
  components: Component[]
  parameter_format: string
  status: string
  quality_score: string
  /** Unix seconds of the last change of the score. */
  quality_at: number
  rejected_reason: string
  /** Unix milliseconds; 0 for one that was there before the story began. */
  created_at: number
  previous_category: string | null
  /** The category it will get, when the platform has announced one. */
  correct_category: string | null
  rejection_info: { reason: string; recommendation: string } | null
  ttl_seconds: number | null
  /** When it was edited while approved, Unix milliseconds, the last 30 days. */
  edits: number[]
}

type Later =
  | 'previous_category'
  | 'correct_category'
  | 'rejection_info'
  | 'ttl_seconds'
  | 'edits'
  | 'created_at'

export type NewTemplate = Omit<Template, 'seq' | 'id' | 'quality_at' | Later> &
  Partial<Pick<Template, 'created_at' | 'ttl_seconds'>> & { id?: string | undefined }

export type TemplateChange = Partial<
  Pick<
    Template,
    | 'category'
    | 'components'
    | 'status'
    | 'rejected_reason'
    | 'previous_category'
    | 'correct_category'
    | 'rejection_info'
    | 'ttl_seconds'
    | 'edits'
  >
>

export type TemplateFilter = {
  status?: string[]
  category?: string[]
  language?: string[]
  quality?: string[]
  name?: string | undefined
  content?: string | undefined
  nameOrContent?: string | undefined
}

type Row = Omit<Template, 'components' | 'rejection_info' | 'edits'> & {
  components: string
  rejection_info: string | null
  edits: string
}

const fromRow = (row: Row): Template => ({
  ...row,
  components: JSON.parse(row.components) as Component[],
  rejection_info:
    row.rejection_info === null ? null : (JSON.parse(row.rejection_info) as Template['rejection_info']),
  edits: JSON.parse(row.edits) as number[],
})

export type Templates = ReturnType<typeof openTemplates>

export function openTemplates(database: Database) {
  const upsert = database.prepare(`
    INSERT INTO templates (id, waba_id, name, language, category, components, parameter_format, status,
      quality_score, quality_at, rejected_reason, created_at, ttl_seconds)
    VALUES (:id, :waba_id, :name, :language, :category, :components, :parameter_format, :status,
      :quality_score, :quality_at, :rejected_reason, :created_at, :ttl_seconds)
    ON CONFLICT (waba_id, name, language) DO UPDATE SET category = :category, components = :components,
      parameter_format = :parameter_format, status = :status, quality_score = :quality_score,
      rejected_reason = :rejected_reason, ttl_seconds = :ttl_seconds`)
  const byAccount = database.prepare('SELECT * FROM templates WHERE waba_id = ? ORDER BY seq')
  const byId = database.prepare('SELECT * FROM templates WHERE id = ?')
  const byName = database.prepare('SELECT * FROM templates WHERE waba_id = ? AND name = ? AND language = ?')
  const setStatus = database.prepare('UPDATE templates SET status = ?, rejected_reason = ? WHERE id = ?')
  const setQuality = database.prepare('UPDATE templates SET quality_score = ?, quality_at = ? WHERE id = ?')

  const count = database.prepare('SELECT count(*) AS n FROM templates WHERE waba_id = ?')
  const remove = database.prepare('DELETE FROM templates WHERE id = ?')
  const lock = database.prepare(`
    INSERT INTO deleted_names (waba_id, name, deleted_at) VALUES (?, ?, ?)
    ON CONFLICT (waba_id, name) DO UPDATE SET deleted_at = excluded.deleted_at`)
  const lockOf = database.prepare('SELECT deleted_at FROM deleted_names WHERE waba_id = ? AND name = ?')

  // Every send looks its template up, so the parsed form is kept until the template changes.
  const cache = new Map<string, Template>()

  const find = (wabaId: string, name: string, language: string) => {
    const key = `${wabaId} ${name} ${language}`
    const held = cache.get(key)
    if (held) return held
    const row = byName.get(wabaId, name, language) as Row | undefined
    if (!row) return undefined
    const template = fromRow(row)
    cache.set(key, template)
    return template
  }

  return {
    find,
    byId(id: string) {
      const row = byId.get(id) as Row | undefined
      return row && fromRow(row)
    },
    list(wabaId: string, filter: TemplateFilter = {}) {
      const holds = (wanted: string[] | undefined, value: string) => !wanted || wanted.includes(value)
      return (byAccount.all(wabaId) as Row[])
        .filter(
          (row) =>
            holds(filter.status, row.status) &&
            holds(filter.category, row.category) &&
            holds(filter.language, row.language) &&
            holds(filter.quality, row.quality_score) &&
            (!filter.name || row.name.includes(filter.name)) &&
            (!filter.content || row.components.includes(filter.content)) &&
            (!filter.nameOrContent ||
              row.name.includes(filter.nameOrContent) ||
              row.components.includes(filter.nameOrContent)),
        )
        .map(fromRow)
    },
    /** Adds or replaces by name and language; gives the id, which never changes afterwards. */
    put(template: NewTemplate, now: number): string {
      const { waba_id: wabaId, name, language } = template
      upsert.run({
        ...template,
        id: template.id ?? `${digitsOf(`${wabaId} ${name} ${language}`, 15)}`,
        components: JSON.stringify(template.components),
        created_at: template.created_at ?? 0,
        ttl_seconds: template.ttl_seconds ?? null,
        quality_at: Math.floor(now / 1000),
      })
      cache.clear()
      return (byName.get(wabaId, name, language) as Row).id
    },
    change(id: string, change: TemplateChange) {
      for (const [column, value] of Object.entries(change)) {
        const plain = value !== null && typeof value === 'object' ? JSON.stringify(value) : value
        database.prepare(`UPDATE templates SET ${column} = ? WHERE id = ?`).run(plain, id)
      }
      cache.clear()
    },
    remove(template: Pick<Template, 'id'>) {
      remove.run(template.id)
      cache.clear()
    },
    /** Nobody may take this name again for a while. */
    lockName: (template: Pick<Template, 'waba_id' | 'name'>, now: number) =>
      lock.run(template.waba_id, template.name, now),
    /** When the last approved template of this name was deleted, in Unix milliseconds. */
    deletedAt: (wabaId: string, name: string) =>
      (lockOf.get(wabaId, name) as { deleted_at: number } | undefined)?.deleted_at,
    count: (wabaId: string) => (count.get(wabaId) as { n: number }).n,
    setStatus(id: string, status: string, reason: string) {
      setStatus.run(status, reason, id)
      cache.clear()
    },
    setQuality(id: string, score: string, now: number) {
      setQuality.run(score, Math.floor(now / 1000), id)
      cache.clear()
    },
    forget: () => cache.clear(),
  }
}
