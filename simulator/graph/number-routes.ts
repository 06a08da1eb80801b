import type { Hono } from 'hono'
import type { World } from '../world'
import { accountOf, numberOf } from './access'
import { namesOf, readFields } from './fields'
import type { Env, Handle } from './handle'
import { showPhoneNumber } from './numbers'
import type { Quota } from './quota'
import { readJson } from './read-json'
import { changeNumberSettings, deregisterNumber, registerNumber, showNumberSettings } from './register'
import { listSubscriptions, subscribe, unsubscribe } from './subscriptions'

/** Numbers of an account, their registration and settings, and who gets the webhooks. */
export function numberRoutes(app: Hono<Env>, world: World, handle: Handle, quota: Quota) {
  app.get(
    '/:id/phone_numbers',
    handle((context, accounts, address) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'readNumber',
        headers: quota.spend(account),
        body: {
          data: [
            showPhoneNumber(
              account,
              namesOf(readFields(address)),
              world.store.options.throughput(account.phone_number_id),
            ),
          ],
        },
      }
    }),
  )
  app.post(
    '/:id/register',
    handle(async (context, accounts) => ({
      title: 'registeredNumber',
      body: registerNumber(world, numberOf(accounts, context.req.param('id') ?? ''), await readJson(context)),
    })),
  )
  app.post(
    '/:id/deregister',
    handle((context, accounts) => ({
      title: 'deregisteredNumber',
      body: deregisterNumber(world, numberOf(accounts, context.req.param('id') ?? '')),
    })),
  )
  app.get(
    '/:id/settings',
    handle((context, accounts) => ({
      title: 'readNumber',
      body: showNumberSettings(numberOf(accounts, context.req.param('id') ?? '')),
    })),
  )
  app.post(
    '/:id/settings',
    handle(async (context, accounts) => {
      const account = numberOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'changedNumber',
        body: changeNumberSettings(world, account, await readJson(context)),
      }
    }),
  )

  app.get(
    '/:id/subscribed_apps',
    handle((context, accounts) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'readSubscription',
        headers: quota.spend(account),
        body: listSubscriptions(account),
      }
    }),
  )
  app.post(
    '/:id/subscribed_apps',
    handle(async (context, accounts) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return {
        title: 'subscribed',
        headers: quota.spend(account),
        body: await subscribe(world, account, await readJson(context)),
      }
    }),
  )
  app.delete(
    '/:id/subscribed_apps',
    handle((context, accounts) => {
      const account = accountOf(accounts, context.req.param('id') ?? '')
      return { title: 'unsubscribed', headers: quota.spend(account), body: unsubscribe(world, account) }
    }),
  )
}
