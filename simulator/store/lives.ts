import type { PacingState } from '../consequences/pacing'
import type { Feedback, FeedbackKind } from '../consequences/quality'
import type { Database } from './database'

const hourMs = 3_600_000

/** What befell a template beside what the wire shows of it. Instants are Unix milliseconds. */
export type TemplateLife = {
  template_id: string
  /** How often low quality paused it. */
  pauses: number
  /** Why it is paused now: its quality, pacing, or empty when it is not (or somebody else did). */
  paused_by: 'quality' | 'pacing' | ''
  paused_at: number
  /** Feedback before this does not count any more. */
  since: number
  pacing: PacingState
  /** Sends since pacing began. */
  paced_sent: number
  held_at: number
  /** How pushy it is, 0 to 1, when somebody said so; else its text tells. */
  appeal: number | null
}

export type Lives = ReturnType<typeof openLives>

export function openLives(database: Database) {
  const all = database.prepare('SELECT * FROM template_lives')
  const put = database.prepare(`
    INSERT OR REPLACE INTO template_lives (template_id, pauses, paused_by, paused_at, since, pacing, paced_sent,
      held_at, appeal)
    VALUES (:template_id, :pauses, :paused_by, :paused_at, :since, :pacing, :paced_sent, :held_at, :appeal)`)
  const hours = database.prepare(
    'SELECT * FROM template_feedback WHERE template_id = ? AND hour >= ? ORDER BY hour',
  )
  const expire = database.prepare('DELETE FROM template_feedback WHERE hour < ?')
  const count = (kind: FeedbackKind) =>
    database.prepare(`
      INSERT INTO template_feedback (template_id, hour, ${kind}) VALUES (?, ?, 1)
      ON CONFLICT (template_id, hour) DO UPDATE SET ${kind} = ${kind} + 1`)
  const counts = {
    delivered: count('delivered'),
    read: count('read'),
    stopped: count('stopped'),
    switched: count('switched'),
    muted: count('muted'),
    blocked: count('blocked'),
    reported: count('reported'),
  }

  let lives = new Map<string, TemplateLife>()
  const reload = () => {
    lives = new Map((all.all() as TemplateLife[]).map((life) => [life.template_id, { ...life }]))
  }
  reload()

  const of = (templateId: string): TemplateLife => {
    const known = lives.get(templateId)
    if (known) return known
    const life: TemplateLife = {
      template_id: templateId,
      pauses: 0,
      paused_by: '',
      paused_at: 0,
      since: 0,
      pacing: 'open',
      paced_sent: 0,
      held_at: 0,
      appeal: null,
    }
    lives.set(templateId, life)
    return life
  }

  return {
    of,
    change(templateId: string, change: Partial<TemplateLife>): TemplateLife {
      const life = { ...of(templateId), ...change }
      lives.set(templateId, life)
      put.run(life)
      return life
    },
    count: (templateId: string, kind: FeedbackKind, now: number) =>
      counts[kind].run(templateId, Math.floor(now / hourMs) * hourMs),
    /** Feedback of a template by the hour, from `since` on. */
    feedback: (templateId: string, since: number) =>
      hours.all(templateId, Math.floor(since / hourMs) * hourMs) as Feedback[],
    expire: (before: number) => expire.run(before),
    reload,
  }
}
