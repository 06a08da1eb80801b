/** What is kept, or what is on its way: at once, or in pieces. */
export type FileBody = Uint8Array | AsyncIterable<Uint8Array>

export type StoredFile = { body: ReadableStream<Uint8Array<ArrayBuffer>>; byteSize: number }

/**
 * Where files live that are no rows: pictures, printed sheets. Two ways of keeping them, one behaviour: a file is
 * there whole or not at all, and the same key again takes its place. Keys are made by us: `pictures/<id>/960.webp`.
 */
export type FileStore = {
  put: (key: string, body: FileBody, contentType: string) => Promise<void>
  get: (key: string) => Promise<StoredFile | undefined>
  /** Also when it was never there. */
  remove: (key: string) => Promise<void>
}

const keyPattern = /^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9._-]*)+$/

/** @throws Error for a key that could leave its folder: no visitor's text may become one. */
export function checkKey(key: string): string {
  if (!keyPattern.test(key) || key.includes('..')) throw new Error(`no key of a file: ${JSON.stringify(key)}`)
  return key
}
