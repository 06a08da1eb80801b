import type { Hono } from 'hono'
import { z } from 'zod'
import type { World } from '../world'

/** How an account stands with the platform: everything a connecting app may stumble over. */
const Standing = z
  .strictObject({
    appId: z.string().regex(/^\d+$/),
    /** ISO country; template insights are refused in the EU, the UK and Japan. */
    country: z.string().regex(/^[A-Z]{2}$/),
    permissions: z.array(z.enum(['whatsapp_business_messaging', 'whatsapp_business_management'])),
    registered: z.boolean(),
    pin: z
      .string()
      .regex(/^\d{6}$/)
      .nullable(),
    numberStatus: z.enum([
      'CONNECTED',
      'DISCONNECTED',
      'PENDING',
      'UNVERIFIED',
      'FLAGGED',
      'RESTRICTED',
      'BANNED',
      'MIGRATED',
    ]),
    nameStatus: z.enum([
      'APPROVED',
      'AVAILABLE_WITHOUT_REVIEW',
      'DECLINED',
      'EXPIRED',
      'PENDING_REVIEW',
      'NONE',
    ]),
    reviewStatus: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'RESTRICTED']),
    verified: z.boolean(),
  })
  .partial()

const flag = (on: boolean | undefined) => (on === undefined ? undefined : on ? 1 : 0)

/** `PATCH /control/accounts/{waba-id}`. */
export function accountStandingRoutes(app: Hono, world: World) {
  const { accounts } = world.store
  app.get('/accounts', (context) =>
    context.json({
      accounts: accounts
        .all()
        .map(({ access_token: _token, app_secret: _secret, picture_svg: _picture, ...account }) => account),
    }),
  )
  app.patch('/accounts/:wabaId', async (context) => {
    const wabaId = context.req.param('wabaId')
    if (!accounts.byWaba(wabaId)) return context.json({ error: 'This account does not exist.' }, 404)
    const standing = Standing.parse(await context.req.json())
    const change = {
      app_id: standing.appId,
      country: standing.country,
      permissions: standing.permissions?.join(','),
      registered: flag(standing.registered),
      pin: standing.pin,
      number_status: standing.numberStatus,
      name_status: standing.nameStatus,
      review_status: standing.reviewStatus,
      verified: flag(standing.verified),
    }
    accounts.change(
      wabaId,
      Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    )
    return context.json({ wabaId })
  })
}
