import { Pool } from 'undici'

export type HttpAnswer = { status: number; body: unknown }

export type HttpCaller = {
  /** @throws what the connection threw: nothing came back that could be read as an answer. */
  call: (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    options?: { headers?: Record<string, string>; body?: unknown },
  ) => Promise<HttpAnswer>
  /** Lets go of the connections, after what is under way has ended. */
  close: () => Promise<void>
}

export type HttpCallerOptions = {
  /** Origin and, where there is one, the path that everything stands under. */
  baseUrl: string
  /** How many requests run at a time. */
  connections?: number | undefined
  /** After so long without an answer the outcome is unknown. */
  answerTimeoutMs?: number | undefined
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is nobody's answer; whoever asked goes by the status.
    return undefined
  }
}

/** JSON over HTTP to one provider, with connections that are kept open and every wait bounded. */
export function openHttpCaller(options: HttpCallerOptions): HttpCaller {
  const base = new URL(options.baseUrl)
  const prefix = base.pathname.replace(/\/$/, '')
  const timeoutMs = options.answerTimeoutMs ?? 20_000
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 40,
    connect: { timeout: 5_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 30_000,
    // Two requests on one connection could share one loss.
    pipelining: 1,
  })
  return {
    async call(method, path, { headers = {}, body } = {}) {
      const answer = await pool.request({
        method,
        path: `${prefix}${path}`,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
      })
      return { status: answer.statusCode, body: parseJson(await answer.body.text()) }
    },
    close: () => pool.close(),
  }
}
