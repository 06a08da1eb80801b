/** Crockford base32, 33 million codes; short, so that the drawing stays coarse and prints small. */
export const qrCodeLength = 5

/** The short address that is printed. */
export const shortPath = (code: string): string => `/q/${code}`

/** A file name from a label: `Poster etalage Noord` becomes `poster-etalage-noord-W3N8K`. */
export function qrFileName(label: string, code: string): string {
  const name = label
    .normalize('NFD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .slice(0, 40)
  return name === '' ? code : `${name}-${code}`
}

/**
 * Programs that look at links without a person: search engines, and the previews that chat and mail programs draw.
 * WhatsApp's own preview calls itself `WhatsApp/2…`.
 */
const machines =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|facebookexternalhit|facebot|whatsapp\/|telegram|discord|skypeuri|embedly|curl|wget|python|okhttp|go-http|java\/|axios|node-fetch|undici|scanner|monitor|lighthouse/i

/** Whether a request for a short link is a person who scanned it. */
export function isScan(method: string, headers: Headers): boolean {
  if (method !== 'GET') return false
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-moz') ?? ''}`
  if (/prefetch|preview|prerender/i.test(purpose)) return false
  const agent = headers.get('user-agent')
  return agent !== null && agent !== '' && !machines.test(agent)
}

/** What a chat code puts in the chat: the words that staff chose, and the code that says where it was scanned. */
export const chatText = (words: string, code: string): string => `${words} ${code}`.trim()

/** The code at the end of a message that begins with words, as `chatText` wrote it and people left it; null where there is none. */
export const readChatCode = (text: string): string | null =>
  /\S\s+([0-9A-HJKMNP-TV-Z]{5})[\s.!]*$/.exec(text.normalize('NFKC').trim())?.[1] ?? null

/** What decides whether a code has gone quiet; counts come from the roll-up by day. */
export type CodeActivity = {
  createdAt: Date
  lastScanAt: Date | null
  /** Scans in the 28 days up to the last one. */
  monthScans: number
}

export type Silence =
  | { kind: 'never'; days: number }
  /** `perDay`: how often it was scanned before. */
  | { kind: 'stopped'; days: number; perDay: number }

const dayMs = 24 * 60 * 60 * 1000
/** Print takes time to be made and hung. */
export const neverAfterDays = 14
/** A code has stopped when so many scans should have come at its own pace and none did: by chance once in 160,000. */
export const missedScans = 12
export const stoppedAfterDays = 3

/**
 * Whether a code that should be scanned is not: never in the 14 days since it was made, or not any more for at least 3 days in
 * which 12 scans were due. Null when it is as it should be.
 */
export function silenceOf(code: CodeActivity, now: Date): Silence | null {
  const daysSince = (at: Date) => (now.getTime() - at.getTime()) / dayMs
  if (code.lastScanAt === null) {
    const days = Math.floor(daysSince(code.createdAt))
    return days >= neverAfterDays ? { kind: 'never', days } : null
  }
  const counted = Math.min(28, (code.lastScanAt.getTime() - code.createdAt.getTime()) / dayMs)
  const perDay = code.monthScans / Math.max(1, counted)
  const days = Math.floor(daysSince(code.lastScanAt))
  return days >= stoppedAfterDays && perDay * days >= missedScans ? { kind: 'stopped', days, perDay } : null
}
