import type { Account } from '../../store/accounts'
import type { Template } from '../../store/templates'
import { pickFields } from '../fields'
import { type Health, healthOf } from '../numbers'

const usual = ['name', 'parameter_format', 'components', 'language', 'status', 'category']

/** Why a template cannot be sent now, in the shape of health_status. */
function templateHealth(template: Template): Health {
  if (template.status === 'APPROVED') return { can_send_message: 'AVAILABLE' }
  const reasons: Record<string, string> = {
    PAUSED: 'The template is paused because of its low quality.',
    DISABLED: 'The template is disabled because of its low quality.',
    REJECTED: 'The template was rejected.',
  }
  return {
    can_send_message: 'BLOCKED',
    errors: [
      {
        error_code: 141002,
        error_description: reasons[template.status] ?? `The template is ${template.status}.`,
        possible_solution: 'Edit the template, or use another one.',
      },
    ],
  }
}

/** A template as the wire shows it, cut down to `fields`; `id` is always there. */
export function showTemplate(template: Template, account: Account, fields: readonly string[]) {
  return pickFields(
    {
      id: template.id,
      name: template.name,
      language: template.language,
      status: template.status,
      category: template.category,
      previous_category: template.previous_category ?? undefined,
      correct_category: template.correct_category ?? undefined,
      sub_category: undefined,
      components: template.components,
      parameter_format: template.parameter_format,
      quality_score: { score: template.quality_score, date: template.quality_at },
      rejected_reason: template.rejected_reason,
      rejection_info: template.rejection_info ?? undefined,
      message_send_ttl_seconds: template.ttl_seconds ?? undefined,
      last_updated_time: new Date(template.quality_at * 1000).toISOString(),
      health_status: healthOf(account, [
        { entity_type: 'MESSAGE_TEMPLATE', id: template.id, ...templateHealth(template) },
      ]),
    },
    fields,
    usual,
  )
}
