import { digitsOf } from '../customers/chance'
import type { Database } from './database'

export type Button = {
  type: string
  text?: string
  url?: string
  phone_number?: string
  example?: unknown
}

export type Component = {
  type: string
  format?: string
  text?: string
  example?: unknown
  buttons?: Button[]
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
}

export type NewTemplate = Omit<Template, 'seq' | 'id' | 'quality_at'> & { id?: string | undefined }

export type TemplateFilter = {
  status?: string[]
  category?: string[]
  language?: string[]
  quality?: string[]
  name?: string | undefined
  content?: string | undefined
}

type Row = Omit<Template, 'components'> & { components: string }

const fromRow = (row: Row): Template => ({ ...row, components: JSON.parse(row.components) as Component[] })

export type Templates = ReturnType<typeof openTemplates>

export function openTemplates(database: Database) {
  const upsert = database.prepare(`
    INSERT INTO templates (id, waba_id, name, language, category, components, parameter_format, status,
      quality_score, quality_at, rejected_reason)
    VALUES (:id, :waba_id, :name, :language, :category, :components, :parameter_format, :status,
      :quality_score, :quality_at, :rejected_reason)
    ON CONFLICT (waba_id, name, language) DO UPDATE SET category = :category, components = :components,
      parameter_format = :parameter_format, status = :status, quality_score = :quality_score,
      rejected_reason = :rejected_reason`)
  const byAccount = database.prepare('SELECT * FROM templates WHERE waba_id = ? ORDER BY seq')
  const byId = database.prepare('SELECT * FROM templates WHERE id = ?')
  const byName = database.prepare('SELECT * FROM templates WHERE waba_id = ? AND name = ? AND language = ?')
  const setStatus = database.prepare('UPDATE templates SET status = ?, rejected_reason = ? WHERE id = ?')
  const setQuality = database.prepare('UPDATE templates SET quality_score = ?, quality_at = ? WHERE id = ?')

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
    hasName: (wabaId: string, name: string) =>
      (byAccount.all(wabaId) as Row[]).some((row) => row.name === name),
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
            (!filter.content || row.components.includes(filter.content)),
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
        quality_at: Math.floor(now / 1000),
      })
      cache.clear()
      return (byName.get(wabaId, name, language) as Row).id
    },
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
