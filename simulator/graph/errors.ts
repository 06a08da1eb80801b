import { randomBytes } from 'node:crypto'

/** HTTP status and usual words of each code, after the platform's page of error codes. */
const known: Record<number, { http: number; message: string }> = {
  2: { http: 503, message: 'Service temporarily unavailable' },
  33: { http: 400, message: 'Parameter value is not valid' },
  100: { http: 400, message: 'Invalid parameter' },
  190: { http: 401, message: 'Invalid OAuth access token - Cannot parse access token' },
  131008: { http: 400, message: 'Required parameter is missing' },
  131009: { http: 400, message: 'Parameter value is not valid' },
  131021: { http: 400, message: 'Recipient cannot be sender' },
  131047: { http: 400, message: 'Re-engagement message' },
  131051: { http: 400, message: 'Unsupported message type' },
  132000: { http: 400, message: 'Number of parameters does not match the expected number of params' },
  132001: { http: 404, message: 'Template name does not exist in the translation' },
  132005: { http: 400, message: 'Translated text too long' },
  132008: { http: 400, message: 'Parameter value is not formatted correctly' },
  132012: { http: 400, message: 'Parameter format does not match format in the created template' },
  132015: { http: 400, message: 'Template is paused' },
  132016: { http: 400, message: 'Template is disabled' },
}

type Extra = { subcode?: number; title?: string; explanation?: string; transient?: boolean }

/** An answer that refuses, in the platform's shape. */
export class GraphError extends Error {
  readonly code: number
  readonly http: number
  readonly details: string
  readonly extra: Extra

  constructor(code: number, details: string, extra: Extra = {}) {
    super(known[code]?.message ?? 'An unknown error occurred')
    this.code = code
    this.http = known[code]?.http ?? 400
    this.details = details
    this.extra = extra
  }

  body() {
    const plain = this.code === 190 || this.code === 2
    return {
      error: {
        message: plain ? this.message : `(#${this.code}) ${this.message}`,
        type: 'OAuthException',
        code: this.code,
        ...(this.details && { error_data: { messaging_product: 'whatsapp', details: this.details } }),
        ...(this.extra.subcode !== undefined && { error_subcode: this.extra.subcode }),
        ...(this.extra.transient !== undefined && { is_transient: this.extra.transient }),
        ...(this.extra.title && { error_user_title: this.extra.title }),
        ...(this.extra.explanation && { error_user_msg: this.extra.explanation }),
        fbtrace_id: randomBytes(8).toString('base64url'),
      },
    }
  }
}

/** The object does not exist, or this token may not see it: the platform does not tell which. */
export const noSuchObject = (id: string) =>
  new GraphError(
    100,
    `Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { subcode: 33 },
  )
