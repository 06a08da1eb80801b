/** CM.com's own codes, as its SDKs name them. */
export const cmCodes = {
  authentication: 101,
  balance: 102,
  key: 103,
  notAllSent: 201,
  malformed: 202,
  messages: 203,
  from: 301,
  to: 302,
  number: 303,
  body: 304,
  field: 305,
  spam: 401,
  blocked: 402,
  rejected: 403,
} as const

/** A request that CM.com refuses as a whole. */
export class CmRequestError extends Error {
  constructor(
    readonly code: number,
    readonly http: number,
    details: string,
  ) {
    super(details)
  }
}

/** One message of a request that is refused; the others go on. */
export class CmMessageError extends Error {
  constructor(
    readonly code: number,
    details: string,
  ) {
    super(details)
  }
}
