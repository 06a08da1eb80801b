import { Hono } from 'hono'
import type { World } from '../world'
import { GraphError } from './errors'
import { createHandle, type Env } from './handle'
import { linkRoutes } from './link-routes'
import { mediaRoutes } from './media-routes'
import { messageRoutes } from './message-routes'
import { numberRoutes } from './number-routes'
import { objectRoutes } from './object-routes'
import { createQuota } from './quota'
import { templateRoutes } from './template-routes'
import { tokenRoutes } from './token-routes'
import { uploadRoutes } from './upload-routes'

/** The Graph API, to be mounted under each version such as `/v24.0`. */
export function graphRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>()
  const handle = createHandle(world)
  const quota = createQuota(world.time.wall)

  messageRoutes(app, world, handle)
  mediaRoutes(app, world, handle)
  uploadRoutes(app, world, handle)
  templateRoutes(app, world, handle, quota)
  linkRoutes(app, world, handle)
  numberRoutes(app, world, handle, quota)
  tokenRoutes(app, handle)
  objectRoutes(app, world, handle, quota)

  app.all(
    '*',
    handle((_context, _accounts, address) => {
      throw new GraphError(100, `Unknown path components: ${address.pathname}`, { subcode: 2500 })
    }),
  )
  return app
}
