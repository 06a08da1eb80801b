import type { Hono } from 'hono'
import type { World } from '../world'
import { accountOf, needs } from './access'
import { noSuchObject } from './errors'
import type { Env, Handle } from './handle'
import type { Quota } from './quota'
import { readJson } from './read-json'
import { createTemplate } from './templates/create'
import { listTemplates } from './templates/list'
import { deleteTemplates } from './templates/remove'

/** Message templates of an account. */
export function templateRoutes(app: Hono<Env>, world: World, handle: Handle, quota: Quota) {
  app.get(
    '/:id/message_templates',
    handle((context, accounts, address) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'listedTemplates',
        headers: quota.spend(account),
        body: listTemplates(world, account, address),
      }
    }),
  )
  app.post(
    '/:id/message_templates',
    handle(async (context, accounts, address) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      const body = { ...Object.fromEntries(address.searchParams), ...(await readJson(context)) }
      return {
        title: 'createdTemplate',
        params: { template: String((body as Record<string, unknown>)['name']) },
        headers: quota.spend(account),
        body: createTemplate(world, account, body, quota),
      }
    }),
  )
  app.delete(
    '/:id/message_templates',
    handle((context, accounts, address) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'removedTemplate',
        params: { template: address.searchParams.get('name') ?? address.searchParams.get('hsm_ids') ?? '' },
        headers: quota.spend(account),
        body: deleteTemplates(world, account, address),
      }
    }),
  )
  app.post(
    '/:id/unpause',
    handle((context, accounts) => {
      const id = context.req.param('id') ?? ''
      const template = world.store.templates.byId(id)
      const account = accounts.find((one) => one.waba_id === template?.waba_id)
      if (!template || !account) throw noSuchObject(id)
      return {
        title: 'unpausedTemplate',
        params: { template: template.name },
        headers: quota.spend(needs(account, 'whatsapp_business_management')),
        body: world.play.watch.unpause(template),
      }
    }),
  )
}
