import { randomBytes } from 'node:crypto'
import { errorCodes } from './error-codes'

type Extra = {
  subcode?: number
  title?: string
  explanation?: string
  transient?: boolean
  headers?: Record<string, string>
  /** Words instead of the usual ones. */
  message?: string
}

/** An answer that refuses, in the platform's shape. */
export class GraphError extends Error {
  readonly code: number
  readonly http: number
  readonly details: string
  readonly extra: Extra

  constructor(code: number, details: string, extra: Extra = {}) {
    super(extra.message ?? errorCodes[code]?.message ?? 'An unknown error occurred')
    this.code = code
    this.http = errorCodes[code]?.http ?? 400
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
