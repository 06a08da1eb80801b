import type { Hono } from 'hono'
import { z } from 'zod'
import { changedLimits } from '../store/accounts'
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
    paymentProblem: z.boolean(),
    closedTo: z.array(z.string().regex(/^[1-9]\d{0,6}$/)).max(200),
    testRecipients: z
      .array(z.string().regex(/^[1-9]\d{7,14}$/))
      .max(5)
      .nullable(),
  })
  .partial()

const flag = (on: boolean | undefined) => (on === undefined ? undefined : on ? 1 : 0)

const given = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

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
    const account = accounts.byWaba(wabaId)
    if (!account) return context.json({ error: 'This account does not exist.' }, 404)
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
    const { paymentProblem, closedTo, testRecipients } = standing
    const limits = given({ paymentProblem, closedTo, testRecipients })
    accounts.change(wabaId, {
      ...given(change),
      ...(Object.keys(limits).length > 0 && { limits: changedLimits(account, limits) }),
    })
    return context.json({ wabaId })
  })
}
