import { addJob } from '../platform/jobs'
import { recordNotice } from '../providers/notices'
import { applyAccountName, applyLimitUpdate, applyTemplateUpdate } from './account-updates'
import { readAccountUpdate } from './account-word'
import type { Act } from './attempts'
import { oneOfEachBrand, type Receiver, type Receivers } from './receivers'
import {
  alertSchema,
  nameUpdateSchema,
  numberUpdateSchema,
  reviewUpdateSchema,
  securitySchema,
} from './schema'

export type Notice = { field: string; value: unknown; at: Date }

/**
 * What a management field asks of us, for every account here that it is about: templates and capabilities are the
 * business account's, the rest is of the number that the notice names.
 */
export function actOnNotice(notice: Notice, receivers: Receivers): Act[] {
  const { field, value, at } = notice
  const forEach = (whom: Receiver[], work: (receiver: Receiver) => ReturnType<Act['work']>): Act[] =>
    whom.map((receiver) => ({ what: field, work: () => work(receiver) }))
  switch (field) {
    case 'message_template_status_update':
    case 'message_template_quality_update':
    case 'template_category_update':
      return forEach(oneOfEachBrand(receivers), ({ ctx }) => applyTemplateUpdate(ctx, value, at))
    case 'message_template_components_update':
      // The notice holds only some of the words; all of them come with the list.
      return forEach(oneOfEachBrand(receivers), ({ ctx: { db, scope } }) => {
        const { brandId } = scope
        const key = { key: `sync-templates:${brandId}`, keyMode: 'replace' } as const
        return addJob({ db }, 'sync-templates', { brandId }, key)
      })
    case 'business_capability_update':
      return forEach(receivers.all, ({ ctx, accountId }) => applyLimitUpdate(ctx, accountId, value, at))
    case 'phone_number_quality_update':
      return forEach(ofNumber(value, receivers), ({ ctx, accountId }) =>
        applyLimitUpdate(ctx, accountId, value, at),
      )
    case 'phone_number_name_update':
      return forEach(ofNumber(value, receivers), (receiver) => applyNameUpdate(receiver, notice))
    case 'account_alerts':
      return forEach(oneOfEachBrand(receivers), (receiver) => applyAlert(receiver, notice))
    case 'account_update':
      return forEach(receivers.all, async ({ ctx, accountId }) => {
        await recordNotice(ctx, { ...readAccountUpdate(value), accountId, field, at })
      })
    case 'account_review_update':
      return forEach(oneOfEachBrand(receivers), (receiver) => applyReview(receiver, notice))
    case 'security':
      return forEach(ofNumber(value, receivers), (receiver) => applySecurity(receiver, notice))
    default:
      return [{ what: field, work: async () => `field "${field.slice(0, 60)}" is not acted upon` }]
  }
}

/** The accounts of the number a notice names; the one that was called where it names none. */
function ofNumber(value: unknown, { own, all }: Receivers): Receiver[] {
  const digits = numberUpdateSchema.safeParse(value).data?.display_phone_number?.replace(/\D/g, '')
  return digits ? all.filter((one) => one.displayDigits === digits) : [own]
}

async function applyNameUpdate({ ctx, accountId }: Receiver, { field, value, at }: Notice): Promise<void> {
  const { decision, requested_verified_name: name, rejection_reason: reason } = nameUpdateSchema.parse(value)
  const isApproved = decision === 'APPROVED'
  const { isNews } = await recordNotice(ctx, {
    ...{ accountId, field, event: decision, at, effect: null },
    severity: isApproved ? 'info' : 'warning',
    details: { name, reason },
    isOpen: !isApproved,
    settles: isApproved,
  })
  if (isNews && isApproved && name) await applyAccountName(ctx, accountId, name)
}

async function applyAlert({ ctx, accountId }: Receiver, { field, value, at }: Notice): Promise<void> {
  const { entity_type: entity, alert_info } = alertSchema.parse(value)
  const { alert_severity: severity, alert_status: status, alert_type: event, alert_description } = alert_info
  await recordNotice(ctx, {
    ...{ accountId, field, event, at, effect: null },
    severity: severity === 'CRITICAL' ? 'critical' : severity === 'WARNING' ? 'warning' : 'info',
    details: { entity, status, description: alert_description },
    isOpen: severity !== 'INFORMATIONAL' && status !== 'NONE',
  })
}

/** The review of the business account. Without it WhatsApp refuses our messages by itself, so nothing is paused here. */
async function applyReview({ ctx, accountId }: Receiver, { field, value, at }: Notice): Promise<void> {
  const { decision: event } = reviewUpdateSchema.parse(value)
  const isApproved = event === 'APPROVED'
  await recordNotice(ctx, {
    ...{ accountId, field, event, at, effect: null, details: {} },
    severity: isApproved ? 'info' : event === 'REJECTED' ? 'critical' : 'warning',
    isOpen: !isApproved,
    settles: isApproved,
  })
}

/** Somebody touched the PIN that guards the number. Staff know whether it was one of them. */
async function applySecurity({ ctx, accountId }: Receiver, { field, value, at }: Notice): Promise<void> {
  const { event } = securitySchema.parse(value)
  const details = {}
  await recordNotice(ctx, {
    ...{ accountId, field, event, at, effect: null, details, severity: 'warning', isOpen: true },
  })
}
