import type { Doc } from '../../../platform/fonts/typeset'
import type { Look } from '../design/schema'
import { quietZone, symbolOf } from '../drawing/rules'
import { type Box, putText } from './letters'
import { type PrintLayout, paddingOf } from './rules'
import type { Sign } from './sign'

export type PrintCode = { link: string; label: string }
/** Where a code stands on its page, white edge included, in millimetres, and what it must say when it is read back. */
export type Spot = { page: number; link: string; label: string } & Box

export type Card = {
  code: PrintCode
  sign: Sign
  look: Look
  codeMm: number
  logo: PDFKit.Mixins.ImageSrc | undefined
}

const ink = '#17181a'
const quiet = '#57544e'
/** Letters below 1.9 mm (5.4 points) cannot be read by everybody. */
const smallest = 1.9
/** On a label of 70 by 37 mm there is no more room than for this (4.5 points). */
const smallestOnLabel = 1.6

/** The link as it is typed: without what browsers add by themselves. */
const plainLink = (link: string): string => link.replace(/^https?:\/\//, '')

/** A code as vectors, with its white edge, from `x`, `y` on. */
function putCode(doc: Doc, { code, look, codeMm, logo }: Card, x: number, y: number): Box {
  const { size, path, hole } = symbolOf(code.link, look)
  const module = codeMm / size
  const side = codeMm + 2 * quietZone * module
  doc.rect(x, y, side, side).fill(look.light)
  doc.save()
  doc.translate(x + quietZone * module, y + quietZone * module).scale(module)
  doc.path(path).fill(look.dark, 'non-zero')
  if (logo && hole > 0) {
    const at = (size - hole) / 2 + 0.5
    const box = hole - 1
    doc.image(logo, at, at, { fit: [box, box], align: 'center', valign: 'center' })
  }
  doc.restore()
  return { x, y, width: side, height: side }
}

/** The link, the sentences and the place, from the top of a box on. */
function putSmallPrint(
  doc: Doc,
  { code, sign }: Card,
  box: Box,
  style: { link: number; text: number; least: number; languages: number; align?: 'left' | 'center' },
): void {
  const { align = 'left', least } = style
  const link = putText(
    doc,
    plainLink(code.link),
    { ...box, height: box.height * 0.3 },
    { weight: 'strong', colour: ink, size: { most: style.link, least }, align },
  )
  const place = { ...box, height: 1.25 * style.text }
  const top = box.y + link + 0.3 * style.text
  const room = box.y + box.height - top - place.height
  const sentences = sign.sentences.slice(0, style.languages).map(({ text }) => text)
  const high = putText(
    doc,
    sentences.join('\n'),
    { ...box, y: top, height: room },
    { weight: 'plain', colour: quiet, size: { most: style.text, least }, align, lineGap: 0.12 },
  )
  putText(
    doc,
    code.label,
    { ...place, y: top + high + 0.2 * style.text },
    { weight: 'plain', colour: quiet, size: { most: 0.85 * style.text, least: 1 }, align },
  )
}

/** A band in the brand's colour with its headline, its lead and its logo. `bleed` goes over the edges that are cut. */
function putBand(
  doc: Doc,
  band: Box,
  { sign, logo }: Card,
  { pad, scale, bleed }: { pad: number; scale: number; bleed: number },
): void {
  doc
    .rect(band.x - bleed, band.y - bleed, band.width + 2 * bleed, band.height + bleed)
    .fill(sign.colours.band)
  const mark = logo ? Math.min(band.height * 0.3, 22 * scale) : 0
  if (logo) doc.image(logo, band.x + band.width - pad - mark, band.y + pad, { fit: [mark, mark] })
  const head = {
    x: band.x + pad,
    y: band.y + pad,
    width: band.width - 2 * pad - mark - 3,
    height: band.height * 0.5,
  }
  const high = putText(doc, sign.headline, head, {
    weight: 'bold',
    colour: sign.colours.onBand,
    size: { most: 10 * scale, least: 3 },
    lineGap: -0.08,
  })
  const top = head.y + high + 1.5 * scale
  putText(
    doc,
    sign.lead,
    { x: head.x, y: top, width: band.width - 2 * pad, height: band.y + band.height - top - 2 * scale },
    { weight: 'strong', colour: sign.colours.onBand, size: { most: 3.6 * scale, least: smallest } },
  )
}

const wordsOf = ({ look, sign }: Card) => look.words || sign.brandName

function putPoster(doc: Doc, cell: Box, bleed: number, card: Card): Box {
  const scale = cell.width / 105
  const pad = paddingOf('poster') * scale
  const band = { ...cell, height: cell.height * 0.33 }
  putBand(doc, band, card, { pad, scale, bleed })
  const spot = putCode(doc, card, cell.x + pad * 0.6, cell.y + band.height + 3 * scale)
  const right = cell.x + cell.width - pad
  const x = spot.x + spot.width + 2 * scale
  putText(
    doc,
    wordsOf(card),
    { x, y: spot.y + spot.height * 0.2, width: right - x, height: spot.height * 0.7 },
    { weight: 'bold', colour: ink, size: { most: 6.4 * scale, least: 2.4 } },
  )
  const top = spot.y + spot.height + scale
  putSmallPrint(
    doc,
    card,
    { x: cell.x + pad, y: top, width: cell.width - 2 * pad, height: cell.y + cell.height - pad * 0.6 - top },
    { link: 4 * scale, text: 2.6 * scale, least: smallest, languages: 4 },
  )
  return spot
}

/** The code at the left and the words beside it. */
function putBeside(doc: Doc, cell: Box, card: Card, kind: 'face' | 'strip' | 'label'): Box {
  const pad = kind === 'face' ? 6 : paddingOf(kind)
  const { size } = symbolOf(card.code.link, card.look)
  const side = card.codeMm * (1 + (2 * quietZone) / size)
  const spot = putCode(doc, card, cell.x + pad, cell.y + (cell.height - side) / 2)
  const x = spot.x + spot.width + (kind === 'label' ? 1 : 3)
  const box = {
    x,
    y: kind === 'label' ? cell.y + pad + 1 : Math.max(cell.y + pad, spot.y + card.codeMm * 0.12),
    width: cell.x + cell.width - pad - x,
    height: 0,
  }
  box.height = cell.y + cell.height - pad - box.y
  const most = { face: 9, strip: 6.5, label: 3.6 }[kind]
  const head = putText(
    doc,
    wordsOf(card),
    { ...box, height: box.height * 0.36 },
    { weight: 'bold', colour: ink, size: { most, least: 2.2 } },
  )
  const top = box.y + head + most * 0.12
  // A label has room for one language; all others for all of the page's.
  putSmallPrint(
    doc,
    card,
    { ...box, y: top, height: box.y + box.height - top },
    {
      link: { face: 5, strip: 3.4, label: 2.5 }[kind],
      text: { face: 3, strip: 2.4, label: 2.2 }[kind],
      least: kind === 'label' ? smallestOnLabel : smallest,
      languages: kind === 'label' ? 1 : 4,
    },
  )
  return spot
}

/** The code above the words, for a label that is higher than wide. */
function putAbove(doc: Doc, cell: Box, card: Card): Box {
  const pad = paddingOf('label')
  const { size } = symbolOf(card.code.link, card.look)
  const side = card.codeMm * (1 + (2 * quietZone) / size)
  const spot = putCode(doc, card, cell.x + (cell.width - side) / 2, cell.y + pad)
  const top = spot.y + side
  const box = {
    x: cell.x + pad + 1,
    y: top,
    width: cell.width - 2 * pad - 2,
    height: cell.y + cell.height - pad - top,
  }
  const head = putText(
    doc,
    wordsOf(card),
    { ...box, height: box.height * 0.36 },
    { weight: 'bold', colour: ink, size: { most: 4, least: 2.2 }, align: 'center' },
  )
  putSmallPrint(
    doc,
    card,
    { ...box, y: top + head + 0.6, height: box.height - head - 0.6 },
    { link: 2.6, text: 2.3, least: smallestOnLabel, languages: 1, align: 'center' },
  )
  return spot
}

/** Two faces back to back, folded along the lines: the upper one stands on its head until then. */
function putTent(doc: Doc, cell: Box, card: Card): Box[] {
  const face = { width: cell.width, height: 118 }
  const fold = 18 + face.height
  const putFace = () => {
    const band = { x: cell.x, y: fold, width: face.width, height: 40 }
    putBand(doc, band, card, { pad: 8, scale: 1.05, bleed: 0 })
    return putBeside(
      doc,
      { x: cell.x + 4, y: fold + band.height, width: face.width - 8, height: face.height - band.height },
      card,
      'face',
    )
  }
  const spot = putFace()
  doc.save()
  doc.rotate(180, { origin: [cell.x + cell.width / 2, fold] })
  putFace()
  doc.restore()
  doc.lineWidth(0.2).strokeColor('#8a8780').dash(2, { space: 2 })
  for (const y of [fold - face.height, fold + face.height]) doc.moveTo(0, y).lineTo(cell.width, y).stroke()
  doc.undash()
  const turned = { ...spot, x: cell.width - spot.x - spot.width, y: 2 * fold - spot.y - spot.height }
  return [spot, turned]
}

/** Fills one cell. @returns where its codes stand; on a tent two */
export function putCard(doc: Doc, cell: Box, layout: PrintLayout, card: Card): Box[] {
  switch (layout.card) {
    case 'poster':
      return [putPoster(doc, cell, layout.bleed, card)]
    case 'tent':
      return putTent(doc, cell, card)
    case 'strip': {
      const bar = 5
      doc
        .rect(
          cell.x - layout.bleed,
          cell.y - layout.bleed,
          bar + layout.bleed,
          cell.height + 2 * layout.bleed,
        )
        .fill(card.sign.colours.band)
      return [putBeside(doc, { ...cell, x: cell.x + bar, width: cell.width - bar }, card, 'strip')]
    }
    case 'label':
      return [
        cell.width > cell.height * 1.3 ? putBeside(doc, cell, card, 'label') : putAbove(doc, cell, card),
      ]
  }
}
