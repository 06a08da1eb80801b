import { and, eq } from 'drizzle-orm'
import { recordTemplateQuality, recordTemplateStatus } from '@/core/templates/commands'
import { syncTemplates } from '@/core/templates/sync'
import { templates } from '../schema/templates'
import { demoWabaId } from './account'
import { putTemplates } from './simulator'
import type { TemplateTurn } from './story'
import type { Teller } from './teller'
import { type DemoTemplate, demoTemplates, simulated } from './templates'

export type TemplateDesk = {
  /** Hands in what was written so many days ago, has it approved, and synchronises. */
  handIn: (since: number) => Promise<void>
  /** WhatsApp changes its mind about a template. */
  turn: (turn: TemplateTurn) => Promise<void>
}

/** Where templates are handed in and judged: the simulator always knows how they stood at that moment. */
export function makeTemplateDesk(teller: Teller, simulatorUrl: string): TemplateDesk {
  const standing = new Map<DemoTemplate, { status: string; quality: string }>()

  const put = (template: DemoTemplate, change: { status?: string; quality?: string }) => {
    const now = { status: 'PENDING', quality: 'UNKNOWN', ...standing.get(template), ...change }
    standing.set(template, now)
    return putTemplates(simulatorUrl, demoWabaId, [simulated(template, now)])
  }

  const tell = async (template: DemoTemplate, turn: TemplateTurn): Promise<void> => {
    const [row] = await teller.db
      .select({ externalId: templates.externalId })
      .from(templates)
      .where(
        and(
          eq(templates.brandId, teller.brand.brandId),
          eq(templates.name, template.name),
          eq(templates.language, template.language),
        ),
      )
    if (!row) throw new Error(`The template ${template.name} was not synchronised`)
    const ctx = teller.webhook(turn.at)
    const told = { externalId: row.externalId, at: turn.at }
    if ('score' in turn) {
      await put(template, { quality: turn.score })
      await recordTemplateQuality(ctx, { ...told, score: turn.score })
    } else {
      await put(template, { status: turn.status })
      await recordTemplateStatus(ctx, {
        ...told,
        event: turn.status,
        ...(turn.reason ? { reason: turn.reason } : {}),
      })
    }
  }

  return {
    handIn: async (since) => {
      const { calendar } = teller
      const handedIn = demoTemplates.filter((template) => template.since === since)
      for (const template of handedIn) await put(template, {})
      await syncTemplates(teller.as({ type: 'system', job: 'sync-templates' }, calendar.at(since, '09:30')))
      for (const template of handedIn) {
        if (template.status === 'PENDING' || template.status === 'REJECTED') continue
        await tell(template, { template: template.name, status: 'APPROVED', at: calendar.at(since, '11:42') })
      }
    },
    turn: async (turn) => {
      const template = demoTemplates.find(({ name }) => name === turn.template)
      if (template) await tell(template, turn)
    },
  }
}
