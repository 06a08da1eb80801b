import { h } from './dom.js'

const marks = [
  { open: '`', tag: 'code' },
  { open: '*', tag: 'strong' },
  { open: '_', tag: 'em' },
  { open: '~', tag: 's' },
]
const address = /\b(?:https?:\/\/|www\.)[^\s<>"']+[^\s<>"'.,;:!?)]/g
const kinds = [
  { tag: 'blockquote', mark: /^> ?/ },
  { tag: 'ul', mark: /^[*-] / },
  { tag: 'ol', mark: /^\d{1,3}\. / },
]

/**
 * A whole text as WhatsApp draws it: ```blocks```, > quotes, lists of * or - or 1., and inside the lines *bold*, _italic_,
 * ~struck~, `code` and links that open.
 */
export function formatted(text) {
  const block = /```([\s\S]+?)```/.exec(text)
  if (!block) return lines(text)
  return [
    ...lines(text.slice(0, block.index)),
    h('code', { class: 'block' }, block[1]),
    ...formatted(text.slice(block.index + block[0].length)),
  ]
}

function lines(text) {
  const groups = []
  for (const line of text.split('\n')) {
    const kind = kinds.find(({ mark }) => mark.test(line))
    const last = groups.at(-1)
    if (last && last.kind === kind) last.lines.push(line)
    else groups.push({ kind, lines: [line] })
  }
  return groups.flatMap(({ kind, lines: group }, nth) => {
    if (!kind) {
      // A list or a quote breaks the line by itself.
      const before = nth > 0 && group[0] === '' ? group.slice(1) : group
      return inline(before.join('\n'))
    }
    const bare = group.map((line) => line.replace(kind.mark, ''))
    if (kind.tag === 'blockquote') return [h('blockquote', {}, inline(bare.join('\n')))]
    const start = kind.tag === 'ol' ? Number.parseInt(group[0], 10) : undefined
    return [
      h(
        kind.tag,
        { start },
        bare.map((line) => h('li', {}, inline(line))),
      ),
    ]
  })
}

function inline(text) {
  let first
  for (const mark of marks) {
    const found = find(text, mark)
    if (found && (!first || found.start < first.start)) first = { ...found, ...mark }
  }
  if (!first) return linked(text)
  const inside = text.slice(first.start + first.open.length, first.end)
  return [
    ...linked(text.slice(0, first.start)),
    h(first.tag, {}, first.tag === 'code' ? [inside] : inline(inside)),
    ...inline(text.slice(first.end + first.open.length)),
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
      if (closes && !text.slice(start, end).includes('\n')) return { start, end }
    }
  }
  return undefined
}

/** Text with its web addresses as links. */
export function linked(text) {
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

/** A text without its marks, for a list or a quote of one line. */
export const plainText = (text) =>
  text
    .replace(/[*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
