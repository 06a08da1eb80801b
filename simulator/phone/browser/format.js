import { h } from './dom.js'

const marks = [
  { open: '```', tag: 'code' },
  { open: '*', tag: 'strong' },
  { open: '_', tag: 'em' },
  { open: '~', tag: 's' },
]
const address = /\b(?:https?:\/\/|www\.)[^\s<>"']+[^\s<>"'.,;:!?)]/g

/** Text as WhatsApp draws it: *bold*, _italic_, ~struck~, ```mono``` and links that open. */
export function formatted(text) {
  let first
  for (const mark of marks) {
    const found = find(text, mark)
    if (found && (!first || found.start < first.start)) first = { ...found, ...mark }
  }
  if (!first) return linked(text)
  const inside = text.slice(first.start + first.open.length, first.end)
  return [
    ...linked(text.slice(0, first.start)),
    h(first.tag, {}, first.tag === 'code' ? [inside] : formatted(inside)),
    ...formatted(text.slice(first.end + first.open.length)),
  ]
}

function find(text, { open }) {
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, start + 1)) {
    const before = text[start - 1]
    const next = text[start + open.length]
    if ((before !== undefined && /[\p{L}\p{N}]/u.test(before)) || next === undefined || /\s/.test(next))
      continue
    for (let end = text.indexOf(open, start + open.length + 1); end >= 0; end = text.indexOf(open, end + 1)) {
      const after = text[end + open.length]
      const closes = !/\s/.test(text[end - 1]) && (after === undefined || !/[\p{L}\p{N}]/u.test(after))
      if (closes && (open === '```' || !text.slice(start, end).includes('\n'))) return { start, end }
    }
  }
  return undefined
}

function linked(text) {
  const parts = []
  let from = 0
  for (const match of text.matchAll(address)) {
    if (match.index > from) parts.push(text.slice(from, match.index))
    const target = match[0].startsWith('www.') ? `https://${match[0]}` : match[0]
    parts.push(h('a', { href: target, target: '_blank', rel: 'noopener noreferrer' }, match[0]))
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}
