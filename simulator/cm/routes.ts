import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { GraphError } from '../graph/errors'
import { createFaults } from '../graph/faults'
import type { World } from '../world'
import { CmMessageError, CmRequestError, cmCodes } from './errors'
import { readEntries, readMessage, readRecipient, readRequest, tokenOf } from './request'
import { sendOne } from './send'

type Line = {
  to: string
  status: 'Accepted' | 'Rejected'
  reference: string | null
  parts: number
  messageDetails: string | null
  messageErrorCode: number
}

/** Without a body a proxy answered, and not CM.com itself. */
type Answer = {
  http: number
  body: { details: string; errorCode: number; messages: Line[] | null } | undefined
}

/** CM.com's Business Messaging gateway: `POST /v1.0/message`. */
export function cmRoutes(world: World): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>()
  const { log, settings } = world
  const faults = createFaults(world)

  app.post('/v1.0/message', async (context) => {
    const started = performance.now()
    const broken = await faults.before(true).catch(troubleOf)
    const answer =
      broken ?? answerTo(world, context.req.header('x-cm-producttoken'), await context.req.text())
    const lost = answer.http === 200 && faults.losesAnswer()
    if (!settings.bench) {
      const accepted = answer.body?.messages?.filter((line) => line.status === 'Accepted').length ?? 0
      log.add({
        at: world.time.wall(),
        kind: 'call',
        title: accepted > 0 ? 'cmSent' : 'refused',
        params:
          accepted > 0
            ? { count: String(accepted) }
            : {
                code: String(answer.body?.errorCode ?? answer.http),
                why: answer.body?.details ?? `HTTP ${answer.http}`,
              },
        detail: 'POST /v1.0/message',
        answer: lost ? 'lost' : accepted > 0 ? 'accepted' : String(answer.http),
        ok: answer.body?.errorCode === 0 && !lost,
        ms: performance.now() - started,
      })
    }
    if (lost) context.env.incoming?.socket.destroy()
    return answer.body
      ? Response.json(answer.body, { status: answer.http })
      : new Response('', { status: answer.http })
  })
  return app
}

/** A fault on demand as CM.com words it: an expired token, too many calls, or nobody at home. */
function troubleOf(error: unknown): Answer {
  if (!(error instanceof GraphError)) throw error
  if (error.code === 190) {
    const details = 'The product token is not known.'
    return { http: 401, body: { details, errorCode: cmCodes.authentication, messages: null } }
  }
  if (error.code === 130429) return { http: 429, body: undefined }
  return { http: 503, body: undefined }
}

function answerTo(world: World, header: string | undefined, text: string): Answer {
  try {
    const { body, msg } = readRequest(text)
    const token = tokenOf(header, body)
    if (!token) throw new CmRequestError(cmCodes.authentication, 401, 'No product token was found.')
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(token)) {
      throw new CmRequestError(cmCodes.key, 401, 'The product token is no GUID.')
    }
    const account = world.store.cm.byToken(token)
    if (!account) throw new CmRequestError(cmCodes.authentication, 401, 'The product token is not known.')
    const entries = readEntries(msg)
    const lines = world.store.transaction(() => entries.flatMap((entry) => take(world, token, entry)))
    const accepted = lines.filter((line) => line.status === 'Accepted').length
    return {
      http: accepted > 0 || lines.length === 0 ? 200 : 400,
      body: {
        details: `Created ${accepted} message(s)`,
        errorCode: accepted === lines.length ? 0 : cmCodes.notAllSent,
        messages: lines,
      },
    }
  } catch (error) {
    if (!(error instanceof CmRequestError)) throw error
    return { http: error.http, body: { details: error.message, errorCode: error.code, messages: null } }
  }
}

/** One line of the answer for each recipient of an entry. */
function take(world: World, token: string, entry: unknown): Line[] {
  const raw = entry as { to?: unknown; reference?: unknown } | null
  const reference = typeof raw?.reference === 'string' ? raw.reference : null
  const refused = (to: string, error: unknown): Line => {
    if (!(error instanceof CmMessageError)) throw error
    const { message: messageDetails, code: messageErrorCode } = error
    return { to, status: 'Rejected', reference, parts: 0, messageDetails, messageErrorCode }
  }
  let message: ReturnType<typeof readMessage>
  try {
    message = readMessage(entry)
  } catch (error) {
    return [refused('', error)]
  }
  return message.to.map(({ number }) => {
    try {
      const account = world.store.cm.byToken(token)
      if (!account) throw new CmMessageError(cmCodes.key, 'The product token is gone.')
      const parts = sendOne(world, account, { message, to: readRecipient(number) })
      return { to: number, status: 'Accepted', reference, parts, messageDetails: null, messageErrorCode: 0 }
    } catch (error) {
      return refused(number, error)
    }
  })
}
