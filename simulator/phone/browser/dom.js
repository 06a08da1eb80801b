const svgNamespace = 'http://www.w3.org/2000/svg'

const paths = {
  back: 'M15 5l-7 7 7 7M8 12h12',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  send: 'M4 12 3 4l18 8-18 8 1-8zm0 0h8',
  smile: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2M9 9.5v.01M15 9.5v.01',
  clip: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.3-8.3a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.5-7.4',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
  link: 'M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  reply: 'M10 6 4 11l6 5v-3.5c5 0 8 1 10 4.5-.5-6-4-8.7-10-9z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  phone:
    'M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L15 13.5l5 1.5v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9h2v2H9zM13 9h2v2h-2zM9 13h2v2H9zM14 14h1v1',
  device:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  picture: 'M4 5h16v14H4zM8 9.5v.01M4 16l5-4 4 3 3-2 4 3',
  chat: 'M4 5h16v11H9l-5 4z',
  sms: 'M4 5h16v11h-6l-4 4v-4H4zM8 9h8M8 12h5',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.8-4 3.7-6 7.5-6s6.700 2 7.500 6',
  pin: 'M12 3a6.500 6.500 0 0 1 6.500 6.500C18.500 14 12 21 12 21S5.500 14 5.500 9.500A6.500 6.500 0 0 1 12 3zM12 7.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  bag: 'M5 8h14l1 12H4zM8.500 8V7a3.500 3.500 0 0 1 7 0v1',
  gift: 'M4 9h16v4H4zM5.500 13h13v7h-13zM12 9v11M12 9C9 9 7 8 7 6.300 7 4 11 4 12 9zM12 9c3 0 5-1 5-2.700C17 4 13 4 12 9z',
  list: 'M8 6.500h12M8 12h12M8 17.500h12M4 6.500v.01M4 12v.01M4 17.500v.01',
  cross: 'M6 6l12 12M18 6L6 18',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
}

/**
 * An element with properties and children. `on…` are listeners, `class`, `aria-…` and unknown names are
 * attributes, `false`, `null` and `undefined` leave an attribute or a child out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else element.setAttribute(name, String(value))
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  )
  return element
}

/** A line drawing of 24 by 24 that says nothing to a screen reader. */
export function icon(name, size = 20) {
  return drawing('0 0 24 24', size, size, [paths[name]])
}

function drawing(box, width, height, lines) {
  const svg = document.createElementNS(svgNamespace, 'svg')
  for (const [key, value] of Object.entries({
    viewBox: box,
    width,
    height,
    fill: 'none',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(key, String(value))
  }
  for (const line of lines) {
    const path = document.createElementNS(svgNamespace, 'path')
    path.setAttribute('d', line)
    path.setAttribute('stroke', 'currentColor')
    path.setAttribute('stroke-width', box === '0 0 24 24' ? '1.7' : '1.5')
    path.setAttribute('stroke-linecap', 'round')
    path.setAttribute('stroke-linejoin', 'round')
    svg.append(path)
  }
  return svg
}

/** One tick for sent, two for arrived; the colour for read comes from the style. */
export const ticks = (status) =>
  status === 'sent'
    ? drawing('0 0 18 16', 16, 14, ['M4.5 8.6 7.6 12 14 4.2'])
    : drawing('0 0 18 16', 16, 14, ['M1.5 8.6 4.6 12 11 4.2', 'm9.2 11.4.5.6 6.4-7.8'])

/** Signal, wireless and battery of the status bar. */
export const statusIcons = () =>
  h(
    'span',
    { class: 'status-icons' },
    drawing('0 0 18 16', 18, 16, ['M2.5 13v-2M6.5 13V9M10.5 13V6M14.5 13V3']),
    drawing('0 0 18 16', 18, 16, ['M2 6.5a10 10 0 0 1 14 0M4.7 9.3a6 6 0 0 1 8.6 0M9 12.6v.01']),
    drawing('0 0 22 16', 22, 16, ['M2 4h15v8H2zM19.5 7v2M5 7v2M8 7v2M11 7v2']),
  )

/** Makes the children of `parent` match `wanted` (key, signature, make), keeping what did not change. */
export function reconcile(parent, wanted) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]))
  let cursor = parent.firstElementChild
  for (const { key, signature, make } of wanted) {
    let element = before.get(key)
    if (!element || element.dataset.signature !== signature) {
      const fresh = make()
      fresh.dataset.key = key
      fresh.dataset.signature = signature
      if (element) {
        if (cursor === element) cursor = element.nextElementSibling
        element.remove()
      }
      element = fresh
    }
    before.delete(key)
    if (element === cursor) cursor = cursor.nextElementSibling
    else parent.insertBefore(element, cursor)
  }
  for (const gone of before.values()) gone.remove()
}
