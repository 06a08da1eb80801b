import type { Content } from '../store/messages'

const urgency =
  /\b(alleen nu|op is op|laatste kans|wees er snel bij|snel bij zijn|mis (het|dit) niet|nu of nooit|only (now|today)|last chance|hurry|act now|don.t miss|while stocks? last|nur heute|letzte chance|jetzt zugreifen|derni[eè]re chance|vite)\b/gi
const shouting = /\b\p{Lu}{4,}\b/gu
const bigDiscount = /\b([5-9]\d|100)\s?%/g
const emoji = /\p{Extended_Pictographic}/gu

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/**
 * How pushy a message sounds, from 0 to 1: capitals, exclamation marks, hurry, half the price. What is calm and says
 * something to this person is 0.
 */
export function pushinessOf(content: Pick<Content, 'header' | 'body' | 'footer'>): number {
  const text = [content.header?.text, content.body, content.footer].filter(Boolean).join(' ')
  const points =
    Math.min(2, count(text, shouting)) +
    Math.min(2, Math.max(0, count(text, /!/g) - 1)) +
    Math.min(2, count(text, urgency)) +
    Math.min(1, count(text, bigDiscount)) +
    Math.min(1, Math.max(0, count(text, emoji) - 3)) +
    (text.length > 700 ? 1 : 0)
  return Math.min(1, points / 5)
}
