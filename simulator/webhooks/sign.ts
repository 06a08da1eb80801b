import { createHmac } from 'node:crypto'

/** Value of `X-Hub-Signature-256`: HMAC-SHA256 with the app secret over the exact bytes that are sent. */
export const signature = (appSecret: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
