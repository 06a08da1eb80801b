import type { Account } from '../../store/accounts'
import type { Template } from '../../store/templates'
import { templateComponentsChange } from '../../webhooks/template-changes'
import type { World } from '../../world'
import { readTemplateEdit } from './body'
import { knowsHandle } from './create'
import { badParameter, refuse } from './refuse'
import { checkTemplate } from './rules'

const dayMs = 24 * 60 * 60 * 1000
const monthMs = 30 * dayMs

/** An approved template may be edited once in 24 hours, and ten times in 30 days. */
function checkPace(template: Template, now: number): number[] {
  const edits = template.edits.filter((at) => at > now - monthMs)
  if (edits.some((at) => at > now - dayMs)) {
    throw refuse(
      undefined,
      'Template edited too often',
      'An approved template can be edited once in 24 hours.',
    )
  }
  if (edits.length >= 10) {
    throw refuse(
      undefined,
      'Template edited too often',
      'An approved template can be edited 10 times in 30 days.',
    )
  }
  return edits
}

/** `POST /{template-id}`: replaces all components, the category or the lifetime, and has it reviewed again. */
export function editTemplate(
  world: World,
  account: Account,
  template: Template,
  body: Record<string, unknown>,
) {
  const edit = readTemplateEdit(body)
  if (!edit.components && !edit.category && edit.message_send_ttl_seconds === undefined) {
    throw badParameter('Give components, category or message_send_ttl_seconds.')
  }
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    throw refuse(
      undefined,
      'Template cannot be edited',
      `Only APPROVED, REJECTED and PAUSED templates can be edited; this one is ${template.status}.`,
    )
  }
  const approved = template.status === 'APPROVED'
  if (approved && edit.category && edit.category !== template.category) {
    throw refuse(
      undefined,
      'Template cannot be edited',
      'The category of an approved template cannot be edited.',
    )
  }
  const now = world.clock()
  const edits = approved ? checkPace(template, now) : template.edits
  const next = {
    category: edit.category ?? template.category,
    components: edit.components ?? template.components,
    ttl_seconds: edit.message_send_ttl_seconds ?? template.ttl_seconds,
  }
  checkTemplate(
    {
      ...next,
      parameter_format: template.parameter_format,
      message_send_ttl_seconds: next.ttl_seconds ?? undefined,
    },
    knowsHandle(world),
  )
  world.store.transaction(() => {
    world.store.templates.change(template.id, {
      ...next,
      status: 'PENDING',
      rejected_reason: 'NONE',
      rejection_info: null,
      edits: approved ? [...edits, now] : edits,
    })
    if (edit.components) {
      world.delivery.enqueue(account, templateComponentsChange({ ...template, ...next }))
    }
    world.play.review.submit(template.id)
  })
  return { success: true }
}
