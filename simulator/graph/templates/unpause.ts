import type { Account } from '../../store/accounts'
import type { Template } from '../../store/templates'
import { templateStatusChange } from '../../webhooks/changes'
import type { World } from '../../world'

/** `POST /{template-id}/unpause`: for templates that pacing paused; a quality pause ends by itself. */
export function unpauseTemplate(world: World, account: Account, template: Template) {
  if (template.status !== 'PAUSED') {
    return { success: false, reason: `The template is ${template.status}, not PAUSED.` }
  }
  world.store.transaction(() => {
    world.store.templates.setStatus(template.id, 'APPROVED', 'NONE')
    const update = { event: 'APPROVED', title: 'UNPAUSED', description: 'The template was unpaused.' }
    world.delivery.enqueue(account, templateStatusChange(template, update))
  })
  return { success: true, reason: null }
}
