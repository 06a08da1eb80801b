import type { Account } from '../../store/accounts'
import type { Template } from '../../store/templates'
import { templateStatusChange } from '../../webhooks/changes'
import type { World } from '../../world'
import { commaList } from '../fields'
import { badParameter, refuse } from './refuse'

const notFound = () =>
  refuse(2593002, 'Message Template Not Found', 'No message template was found with this name and id.')

function asked(world: World, account: Account, query: URLSearchParams): Template[] {
  const name = query.get('name')
  const ids = commaList(query.get('hsm_id') ?? query.get('hsm_ids'))
  if (!name && !query.get('hsm_ids')) throw badParameter('The parameter name is required.')
  const mine = world.store.templates.list(account.waba_id)
  const found = mine.filter(
    (template) => (!name || template.name === name) && (!ids || ids.includes(template.id)),
  )
  if (found.length === 0) throw notFound()
  return found
}

/**
 * `DELETE /{waba-id}/message_templates`: by name all languages, by `hsm_id` and `name` one. What is still on its
 * way keeps the template, as PENDING_DELETION; the name of an approved one is locked for 30 days.
 */
export function deleteTemplates(world: World, account: Account, address: URL) {
  const found = asked(world, account, address.searchParams)
  if (found.some((template) => template.status === 'DISABLED')) {
    throw refuse(undefined, 'Template cannot be deleted', 'A disabled template cannot be deleted.')
  }
  const now = world.clock()
  const { store, delivery } = world
  store.transaction(() => {
    for (const template of found) {
      const wasApproved = template.status === 'APPROVED' || template.status === 'PAUSED'
      if (store.messages.underway(template.id)) {
        store.templates.change(template.id, { status: 'PENDING_DELETION' })
        store.templates.lockName(template, now)
        world.play.review.forgetLater(template.id)
        delivery.enqueue(account, templateStatusChange(template, { event: 'PENDING_DELETION' }))
      } else {
        store.templates.remove(template)
        if (wasApproved) store.templates.lockName(template, now)
        delivery.enqueue(account, templateStatusChange(template, { event: 'DELETED' }))
      }
    }
  })
  return { success: true }
}
