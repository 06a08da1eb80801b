/** What a logo may be drawn with: shapes and their paint. Nothing that runs, links, fetches or styles the page around it. */
const elements = new Set(
  'svg g path circle ellipse rect line polyline polygon defs linearGradient radialGradient stop clipPath title desc'.split(
    ' ',
  ),
)
const attributes = new Set(
  (
    'viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points fill fill-opacity fill-rule clip-rule clip-path ' +
    'stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset ' +
    'stroke-opacity opacity transform gradientTransform gradientUnits clipPathUnits spreadMethod offset stop-color ' +
    'stop-opacity id color'
  ).split(' '),
)
/** Said of a drawing, not drawn: left out without anybody missing it. */
const silent =
  /^(?:version|baseProfile|enable-background|class|data-[\w-]+|aria-[\w-]+|role|focusable|xml:space|xmlns(?::\w+)?|[\w-]+:[\w-]+)$/
const value = /^(?:[\w\s#.,%()+-]*|url\(#[\w-]+\))$/
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy
const attribute = /([\w:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g

/** The largest drawing that goes into every page: it counts for the 15 kB. */
const maxLength = 6000

/**
 * A drawing (SVG) written anew from nothing but known shapes and paints. Undefined when it holds anything else or is
 * too large to stand in a page: then it has to become a bitmap, and nobody has to guess what was dangerous.
 */
export function cleanDrawing(source: string): string | undefined {
  let out = ''
  const open: string[] = []
  token.lastIndex = 0
  const text = source.replace(/^\uFEFF/, '').trim()
  while (token.lastIndex < text.length) {
    const found = token.exec(text)
    if (!found) return undefined
    const [, closing, name, given, selfClosing, words] = found
    if (words !== undefined && words.trim() !== '' && !/^(?:title|desc)$/.test(open.at(-1) ?? ''))
      return undefined
    if (name === undefined) continue
    if (!elements.has(name) || (open.length === 0) !== (name === 'svg' && !closing)) return undefined
    const isSaid = name === 'title' || name === 'desc'
    if (closing) {
      if (open.pop() !== name) return undefined
      if (!isSaid) out += `</${name}>`
      if (open.length === 0)
        return token.lastIndex === text.length && out.length <= maxLength ? out : undefined
      continue
    }
    const kept = isSaid ? '' : keepAttributes(given ?? '')
    if (kept === undefined) return undefined
    if (!isSaid)
      out += `<${name}${name === 'svg' ? ' xmlns="http://www.w3.org/2000/svg"' : ''}${kept}${selfClosing ? '/' : ''}>`
    if (!selfClosing) open.push(name)
  }
  return undefined
}

function keepAttributes(given: string): string | undefined {
  let kept = ''
  for (const [, name = '', double, single] of given.matchAll(attribute)) {
    const text = (double ?? single ?? '').trim()
    if (attributes.has(name)) {
      if (!value.test(text)) return undefined
      kept += ` ${name}="${text}"`
    } else if (!silent.test(name) || name === 'xlink:href') return undefined
  }
  return kept
}
