import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { cmRoutes } from './cm/routes'
import { controlRoutes } from './control/routes'
import { linkImage } from './graph/link-routes'
import { downloadMedia, downloadPath } from './graph/media-routes'
import { graphRoutes } from './graph/routes'
import { phoneRoutes } from './phone/routes'
import type { World } from './world'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** The three faces of the simulator: the wire, the control API and the phones on the screen. */
export function createApp(world: World) {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>()

  // Control and phones ask for no key, so a page elsewhere must not reach them through somebody's browser.
  const guard: Parameters<typeof app.use>[1] = async (context, next) => {
    if (world.settings.host === undefined && !loopback.test(context.req.header('host') ?? '')) {
      return context.json({ error: 'Only for this machine.' }, 403)
    }
    const changes = !['GET', 'HEAD'].includes(context.req.method)
    if (changes && !(context.req.header('content-type') ?? '').startsWith('application/json')) {
      return context.json({ error: 'The content type must be application/json.' }, 415)
    }
    await next()
  }
  app.use('/control/*', guard)
  app.use('/phone/*', guard)

  app.route('/control', controlRoutes(world))
  app.route('/', cmRoutes(world))
  // One for all versions: an account has one quota, whichever version its callers use.
  const graph = graphRoutes(world)
  for (let minor = 0; minor <= 9; minor += 1) app.route(`/v2${minor}.0`, graph)
  app.get(downloadPath, (context) => downloadMedia(world, context))
  app.get(
    '/qr/:file',
    async (context) => (await linkImage(world, context.req.param('file'))) ?? context.notFound(),
  )
  app.route('/', phoneRoutes(world))

  app.notFound((context) => context.json({ error: 'There is nothing here.' }, 404))
  app.onError((error, context) => {
    process.stderr.write(`simulator: ${error.stack ?? error.message}\n`)
    const unknown = { message: '(#131000) Something went wrong', type: 'OAuthException', code: 131000 }
    return context.json({ error: unknown }, 500)
  })
  return app
}
