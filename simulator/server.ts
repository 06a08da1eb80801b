import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app'
import { createMailServer } from './mail/server'
import type { Settings } from './settings'
import { createWorld } from './world'

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

const without = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/**
 * Starts the simulator and gives its address. Listens on both loopback addresses (`localhost` may mean
 * either), or on SIMULATOR_HOST. Rejects with code EADDRINUSE when the port is busy.
 */
export async function startSimulator(settings: Settings, wall?: () => number) {
  const world = createWorld(settings, wall)
  const app = createApp(world)
  const open = () => createAdaptorServer({ fetch: app.fetch }) as Server
  const servers = [open()]
  const mail = createMailServer(world)
  let port: number
  try {
    port = await listen(servers[0] as Server, settings.port, settings.host ?? '127.0.0.1')
    if (settings.host === undefined) {
      const second = open()
      const bound = await listen(second, port, '::1').catch((error: NodeJS.ErrnoException) => {
        if (without.has(error.code ?? '')) return undefined
        throw error
      })
      if (bound !== undefined) servers.push(second)
    }
    world.smtpPort = await mail
      .listen(settings.smtpPort ?? (settings.port === 0 ? 0 : port + 1))
      .catch((error: Error) => {
        throw Object.assign(error, { mail: true })
      })
  } catch (error) {
    for (const server of servers) server.close()
    world.store.close()
    throw error
  }
  world.delivery.start()
  world.play.start()
  world.cm.start()
  world.sms.start()

  return {
    world,
    port,
    address: `http://localhost:${port}`,
    mailAddress: `smtp://127.0.0.1:${world.smtpPort}`,
    /** Answers what is under way, for at most a second, then writes the state and lets go of the port. */
    async close() {
      world.play.close()
      world.sms.close()
      world.log.emitter.emit('closing')
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve())
              server.closeIdleConnections()
              setTimeout(() => server.closeAllConnections(), 1000).unref()
            }),
        ),
      )
      await Promise.all([world.delivery.close(), world.cm.close(), mail.close()])
      world.time.keep(true)
      world.store.close()
    },
  }
}
