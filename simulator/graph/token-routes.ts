import type { Hono } from 'hono'
import { appIdOf } from './access'
import type { Env, Handle } from './handle'

/** What a token is and may do. */
export function tokenRoutes(app: Hono<Env>, handle: Handle) {
  app.get(
    '/debug_token',
    handle((_context, accounts) => {
      const [first] = accounts
      const scopes = [...new Set(accounts.flatMap((account) => account.permissions.split(',')))].filter(
        Boolean,
      )
      return {
        title: 'readToken',
        body: {
          data: {
            app_id: first ? appIdOf(first) : '',
            type: 'SYSTEM_USER',
            application: first?.business_name ?? '',
            data_access_expires_at: 0,
            expires_at: 0,
            is_valid: true,
            scopes,
            granular_scopes: scopes.map((scope) => ({
              scope,
              target_ids: accounts
                .filter((account) => account.permissions.split(',').includes(scope))
                .map((account) => account.waba_id),
            })),
          },
        },
      }
    }),
  )
}
