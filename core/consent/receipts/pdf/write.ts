import sharp from 'sharp'
import type { PublicLanguage } from '@/db/states'
import type { BrandContext } from '../../../brands/scope'
import { readEvents } from '../read-events'
import { buildReceipt, type Receipt, type ReceiptEvent, type ReceiptOptions } from '../receipt'
import { type ReceiptWords, receiptWords } from '../words'
import { receiptFileName } from './attached'
import { drawPage } from './page-picture'
import { Sheet } from './sheet'
import { listShownPages, type ShownPage } from './shown-pages'
import { cutIntoSlices } from './slices'

const regions: Record<PublicLanguage, string> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/**
 * The receipt as a document that a person can read, in their language, with a picture of every page they saw. The receipt
 * itself (JSON) is attached inside, so that `/verify` checks this one file.
 * @throws AppError `not-found` for who is not there, or was never asked anything
 */
export async function buildReceiptPdf(
  ctx: BrandContext,
  subscriberId: string,
  options: ReceiptOptions = {},
): Promise<{ pdf: Buffer; receiptId: string }> {
  const receipt = await buildReceipt(ctx, subscriberId, options)
  const pages = listShownPages(await readEvents(ctx, subscriberId))
  return { pdf: await writeReceiptPdf(receipt, pages), receiptId: receipt.consentReceiptID }
}

async function writeReceiptPdf(receipt: Receipt, pages: readonly ShownPage[]): Promise<Buffer> {
  const { language } = receipt
  const all = receiptWords[language]
  const words = all.pdf
  const [controller] = receipt.piiControllers
  const madeAt = new Date(receipt.madeAt)
  const moment = momentIn(language, receipt.timeZone)
  const sheet = new Sheet({ title: `${words.title}, ${controller?.contact ?? ''}`, language, madeAt })
  sheet.title(words.title, words.of(controller?.contact ?? ''))
  sheet.fact(words.person, receipt.principal.phone ?? receipt.piiPrincipalId)
  if (controller) {
    const { piiController, address, email, phone } = controller
    sheet.fact(
      words.controller,
      [piiController, address.streetAddress, email, phone].filter(Boolean).join('\n'),
    )
  }
  sheet.fact(words.privacy, receipt.policyUrl)
  sheet.fact(words.number, receipt.consentReceiptID)

  sheet.section(words.now)
  for (const { purpose, description, frequency, standing, since } of receipt.services[0]?.purposes ?? []) {
    const about = [description === purpose ? '' : description, frequency ?? ''].filter(Boolean).join(', ')
    const when = since ? `, ${moment(since)}` : ''
    sheet.fact(
      purpose,
      [`${words.standing[standing ? 'yes' : 'no']}${when}`, about].filter(Boolean).join('\n'),
    )
  }

  sheet.section(words.happened)
  for (const act of groupActs(receipt.events)) writeAct(sheet, act, all, moment)

  sheet.section(words.check)
  sheet.text(words.checkText(receipt.verifyAt))
  sheet.section(words.stop)
  sheet.text(all.termination)
  sheet.text(all.privacyRights, { small: true })
  sheet.text(all.retention, { small: true })

  for (const page of pages) await drawShownPage(sheet, page, words)

  sheet.doc.file(Buffer.from(JSON.stringify(receipt)), {
    ...{ name: receiptFileName, type: 'application/json', description: words.title },
    ...{ creationDate: madeAt, modifiedDate: madeAt, relationship: 'Source' },
  } as Parameters<typeof sheet.doc.file>[1])
  return sheet.finish((page, of) => `${words.madeAt(moment(receipt.madeAt))} · ${words.page(page, of)}`)
}

type Act = { events: ReceiptEvent[]; first: ReceiptEvent }

/** One act about several topics is several events; a reader sees one. */
function groupActs(events: readonly ReceiptEvent[]): Act[] {
  const acts: Act[] = []
  for (const event of events) {
    const last = acts.at(-1)
    const isSame = last && last.first.at === event.at && last.first.leaf.kind === event.leaf.kind
    if (isSame && last.events.every(({ topic }) => topic !== event.topic)) last.events.push(event)
    else acts.push({ events: [event], first: event })
  }
  return acts
}

function writeAct(
  sheet: Sheet,
  { events, first }: Act,
  { pdf: words }: ReceiptWords,
  moment: (at: string) => string,
) {
  const topics = events.map(({ topic }) => topic).join(', ')
  sheet.act(`${first.what}: ${topics}`, `${moment(first.at)} · ${words.via(first.through, first.how)}`)
  if (first.page) {
    const qr = first.qrCode ? ` · QR ${first.qrCode.label}` : ''
    sheet.text(`${first.page.name}, ${first.page.address}, ${words.version(first.page.version)}${qr}`, {
      small: true,
    })
  }
  // A confirmation rests on the sentence of the act before it.
  if (first.wording && first.leaf.kind !== 'confirmed') sheet.quote(words.read, first.wording.text)
  const seal = first.proof?.seal
  sheet.text(seal ? words.sealedIn(seal.position, moment(seal.sealedAt)) : words.waiting, { small: true })
}

async function drawShownPage(sheet: Sheet, page: ShownPage, words: ReceiptWords['pdf']): Promise<void> {
  sheet.doc.addPage()
  sheet.section(`${words.shown}: ${page.name}, ${words.version(page.version)}`)
  sheet.text(words.drawn, { small: true })
  sheet.text(`SHA-256 ${page.hash}`, { small: true })
  sheet.gap(8)
  const { png, text } = await drawPage(page.html)
  const { width = 1 } = await sharp(png).metadata()
  const { height, column } = sheet.room
  const slices = await cutIntoSlices(png, Math.floor((height / column) * width))
  const sized = await Promise.all(
    slices.map(async (slice) => {
      const { width = 1, height = 1 } = await sharp(slice).metadata()
      return { png: slice, width, height }
    }),
  )
  sheet.pictures(sized, text)
}

const momentIn = (language: PublicLanguage, timeZone: string) => {
  const format = new Intl.DateTimeFormat(regions[language], {
    ...{
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
    ...{ timeZone, timeZoneName: 'short' },
  })
  return (at: string) => format.format(new Date(at))
}
