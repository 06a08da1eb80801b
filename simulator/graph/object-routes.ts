import type { Context, Hono } from 'hono'
import type { Account } from '../store/accounts'
import type { World } from '../world'
import { needs } from './access'
import { figuresOf, templateAnalytics } from './analytics'
import { noSuchObject } from './errors'
import { namesOf, readFields } from './fields'
import type { Call, Env, Handle } from './handle'
import { setInsights } from './insights'
import { findMedia, showMedia } from './media-routes'
import { showAccount, showPhoneNumber } from './numbers'
import type { Quota } from './quota'
import { readJson } from './read-json'
import { overrideNumberCallback } from './subscriptions'
import { editTemplate } from './templates/edit'
import { showTemplate } from './templates/show'
import { appendToUpload, findUpload, showUpload } from './upload-routes'

const idOf = (context: Context) => context.req.param('id') ?? ''
const managed = (account: Account | undefined) => account && needs(account, 'whatsapp_business_management')

/** `/{id}`, where the id says what it is: a number, an account, a template, a file or an upload. */
export function objectRoutes(app: Hono<Env>, world: World, handle: Handle, quota: Quota) {
  const templateOf = (accounts: readonly Account[], id: string) => {
    const template = world.store.templates.byId(id)
    const account = managed(accounts.find((one) => one.waba_id === template?.waba_id))
    return template && account ? { template, account } : undefined
  }

  const read = (context: Context, accounts: Account[], address: URL): Call => {
    const id = idOf(context)
    const fields = readFields(address)
    const byNumber = managed(accounts.find((one) => one.phone_number_id === id))
    if (byNumber) {
      return {
        title: 'readNumber',
        headers: quota.spend(byNumber),
        body: showPhoneNumber(byNumber, namesOf(fields), world.store.options.throughput(id)),
      }
    }
    const byWaba = managed(accounts.find((one) => one.waba_id === id))
    if (byWaba) {
      return {
        title: 'readAccount',
        headers: quota.spend(byWaba),
        body: { ...showAccount(byWaba, namesOf(fields)), ...figuresOf(world, byWaba, fields) },
      }
    }
    const found = templateOf(accounts, id)
    if (found) {
      return {
        title: 'readTemplate',
        params: { template: found.template.name },
        headers: quota.spend(found.account),
        body: showTemplate(found.template, found.account, namesOf(fields)),
      }
    }
    const media = findMedia(world, accounts, id, address)
    if (media) return { title: 'readMedia', body: showMedia(world, media, address) }
    const upload = findUpload(world, accounts, id)
    if (upload) return { title: 'startedUpload', body: showUpload(upload) }
    throw noSuchObject(id)
  }

  const change = async (context: Context, accounts: Account[], address: URL): Promise<Call> => {
    const id = idOf(context)
    const upload = findUpload(world, accounts, id)
    if (upload) {
      const part = new Uint8Array(await context.req.arrayBuffer())
      return {
        title: 'startedUpload',
        body: appendToUpload(world, upload, context.req.header('file_offset'), part),
      }
    }
    const body = { ...Object.fromEntries(address.searchParams), ...(await readJson(context)) }
    const found = templateOf(accounts, id)
    if (found) {
      return {
        title: 'editedTemplate',
        params: { template: found.template.name },
        headers: quota.spend(found.account),
        body: editTemplate(world, found.account, found.template, body),
      }
    }
    const byWaba = managed(accounts.find((one) => one.waba_id === id))
    if (byWaba) {
      const headers = quota.spend(byWaba)
      return { title: 'changedAccount', headers, body: setInsights(world, byWaba, body) }
    }
    const byNumber = managed(accounts.find((one) => one.phone_number_id === id))
    if (!byNumber) throw noSuchObject(id)
    const headers = quota.spend(byNumber)
    return { title: 'changedNumber', headers, body: await overrideNumberCallback(world, byNumber, body) }
  }

  app.get(
    '/:id/template_analytics',
    handle((context, accounts, address) => {
      const account = managed(accounts.find((one) => one.waba_id === idOf(context)))
      if (!account) throw noSuchObject(idOf(context))
      return {
        title: 'readAccount',
        headers: quota.spend(account),
        body: templateAnalytics(world, account, address),
      }
    }),
  )
  app.get('/:id', handle(read))
  app.post('/:id', handle(change))
  app.delete(
    '/:id',
    handle((context, accounts, address) => {
      const media = findMedia(world, accounts, idOf(context), address)
      if (!media) throw noSuchObject(idOf(context))
      world.store.media.remove(media.media.id)
      return { title: 'removedMedia', body: { success: true } }
    }),
  )
}
