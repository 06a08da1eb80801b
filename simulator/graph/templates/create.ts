import type { Account } from '../../store/accounts'
import type { World } from '../../world'
import type { Quota } from '../quota'
import { readNewTemplate } from './body'
import { templateLimit } from './limit'
import { refuse } from './refuse'
import { checkTemplate } from './rules'

const nameLockMs = 30 * 24 * 60 * 60 * 1000

export const knowsHandle = (world: World) => (handle: string) =>
  world.store.uploads.byHandle(handle) !== undefined

/** `POST /{waba-id}/message_templates`: checks it and takes it in review. */
export function createTemplate(world: World, account: Account, body: Record<string, unknown>, quota: Quota) {
  const { templates } = world.store
  const template = readNewTemplate(body)
  const { name, language, category } = template
  checkTemplate(template, knowsHandle(world))
  if (templates.find(account.waba_id, name, language)) {
    throw refuse(
      2388024,
      'Content in this language already exists',
      `There is already ${language} content for this template. You can create a new template and try again.`,
    )
  }
  const now = world.clock()
  const deletedAt = templates.deletedAt(account.waba_id, name)
  if (deletedAt !== undefined && now - deletedAt < nameLockMs) {
    throw refuse(
      2388023,
      'The message template is being deleted',
      `New ${language} content can't be added while the existing content is being deleted. Try again in 4 weeks or create a new template.`,
    )
  }
  if (templates.count(account.waba_id) >= templateLimit(account)) {
    throw refuse(
      2388019,
      'Message template limit exceeded',
      `This account has ${templateLimit(account)} templates, as many as it can have.`,
    )
  }
  quota.createTemplate(account)
  const id = templates.put(
    {
      waba_id: account.waba_id,
      name,
      language,
      category,
      components: template.components,
      parameter_format: template.parameter_format,
      status: 'PENDING',
      quality_score: 'UNKNOWN',
      rejected_reason: 'NONE',
      created_at: now,
      ttl_seconds: template.message_send_ttl_seconds ?? null,
    },
    now,
  )
  world.play.review.submit(id)
  return { id, status: 'PENDING', category }
}
