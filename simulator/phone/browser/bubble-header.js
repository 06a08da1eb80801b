import { h, icon } from './dom.js'
import { t } from './words.js'

const mediaIcons = {
  image: 'picture',
  sticker: 'smile',
  gif: 'camera',
  video: 'camera',
  audio: 'device',
  document: 'file',
  product: 'bag',
}

/** Only what this browser can fetch: an address of the web, or a file that was uploaded here. */
const fetchable = (link) => /^(https?:|\/phone\/media\/)/.test(link ?? '')

const nameOf = (header) => header.text ?? t(header.kind)

function placeOf(header) {
  const { latitude, longitude } = header
  const where = latitude === undefined ? undefined : `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
  return h(
    'div',
    { class: 'bubble-place' },
    h('div', { class: 'bubble-map', 'aria-hidden': 'true' }, icon('pin', 30)),
    h('strong', {}, nameOf(header)),
    (header.address ?? where) && h('span', {}, header.address ?? where),
  )
}

function fileOf(header) {
  const name = nameOf(header)
  const ending = /\.([a-z0-9]{2,4})$/i.exec(name)?.[1]?.toUpperCase()
  const inside = [icon('file', 26), h('span', {}, h('strong', {}, name), ending && h('span', {}, ending))]
  return fetchable(header.link)
    ? h(
        'a',
        { class: 'bubble-file', href: header.link, target: '_blank', rel: 'noopener noreferrer' },
        inside,
        h('span', { class: 'hidden' }, ` (${t('openInNewTab')})`),
      )
    : h('div', { class: 'bubble-file' }, inside)
}

/** What stands in place of a picture or a film that is not there. */
const missing = (header) =>
  h(
    'div',
    { class: 'bubble-media' },
    icon(mediaIcons[header.kind] ?? 'file', 28),
    h('span', {}, nameOf(header)),
  )

function pictureOf(header) {
  const picture = h('img', { class: `bubble-picture ${header.kind}`, src: header.link, alt: t(header.kind) })
  picture.addEventListener('error', () => picture.replaceWith(missing(header)))
  return picture
}

/** The top of a message: words, a picture, a film, a file, a place. */
export function headerOf(header) {
  if (header.kind === 'text') return h('p', { class: 'bubble-title' }, header.text ?? '')
  if (header.kind === 'location') return placeOf(header)
  if (header.kind === 'document') return fileOf(header)
  if (!fetchable(header.link)) return missing(header)
  if (header.kind === 'image' || header.kind === 'sticker') return pictureOf(header)
  if (header.kind === 'audio') {
    return h('audio', { class: 'bubble-audio', controls: true, preload: 'none', src: header.link })
  }
  if (header.kind === 'video' || header.kind === 'gif') {
    const film = h('video', {
      class: 'bubble-picture',
      controls: true,
      preload: 'metadata',
      src: header.link,
      'aria-label': t(header.kind),
      loop: header.kind === 'gif',
    })
    film.addEventListener('error', () => film.replaceWith(missing(header)))
    return film
  }
  return missing(header)
}
