import { and, eq } from 'drizzle-orm'
import { renderLandingPage } from '@/components/landing-page/render'
import { createLandingPage, saveDraft } from '@/core/sources/landing-pages/commands'
import { publishLandingPage } from '@/core/sources/landing-pages/publish'
import {
  type Block,
  emptyText,
  type LocalText,
  type PageContent,
  pageContentSchema,
} from '@/core/sources/landing-pages/schema'
import { createBatch } from '@/core/sources/qr-codes/batches/commands'
import { createQrCode } from '@/core/sources/qr-codes/commands'
import { saveDesign } from '@/core/sources/qr-codes/design/commands'
import { plainLook } from '@/core/sources/qr-codes/design/schema'
import { landingPageRenders, landingPages } from '../schema/landing-pages'
import type { Locale } from '../states'
import type { DemoBrand } from './brand'
import { type DemoSource, demoSources } from './story'
import type { Teller } from './teller'

type TopicKey = keyof DemoBrand['topicIds']

export type LiveVersion = {
  page: DemoSource['page']
  versionId: string
  from: Date
  topics: TopicKey[]
  wordings: Record<Locale, string>
}

export type Capture = { versions: LiveVersion[]; qrCodes: Record<string, string> }

const text = (nl: string, en: string): LocalText => ({ ...emptyText(), nl, en })

const words: Record<TopicKey, LocalText> = {
  acties: text('acties', 'offers'),
  werkplaats: text('mijn werkplaatsbeurt', 'my workshop visit'),
  nieuws: text('nieuws en tips', 'news and tips'),
}

type Edit = { topics: TopicKey[]; perMonth: number; change?: (block: Block) => Block }

/** The starting point's promise stands in the list of benefits; it has to say what the tick says. */
function promise(block: Block, perMonth: number): Block {
  if (block.type !== 'Benefits') return block
  const items = block.props.items.map((item) =>
    item.icon === 'calendar'
      ? {
          ...item,
          text: text(
            `Hooguit **${perMonth} berichten per maand**`,
            `At most **${perMonth} messages a month**`,
          ),
        }
      : item,
  )
  return { ...block, props: { ...block.props, items } }
}

function edit(
  content: PageContent,
  { topics, perMonth, change }: Edit,
  topicIds: DemoBrand['topicIds'],
): PageContent {
  const blocks = content.content.map((block) => {
    if (block.type === 'OptInForm') {
      return {
        ...block,
        props: {
          ...block.props,
          topics: topics.map((key) => ({ topicId: topicIds[key], words: words[key] })),
        },
      }
    }
    return change ? change(promise(block, perMonth)) : promise(block, perMonth)
  })
  return { ...content, content: blocks }
}

/** Makes the pages with the versions they had, and prints the codes. */
export async function makeCapture(teller: Teller): Promise<Capture> {
  const { calendar } = teller
  const early = (block: Block): Block =>
    block.type === 'Hero'
      ? {
          ...block,
          props: {
            ...block.props,
            title: text('Jouw fiets,\nonze zorg', 'Your bike,\nour care'),
            text: text(
              'Meld je aan via WhatsApp en krijg **€ 5 korting** op je volgende beurt.',
              'Sign up on WhatsApp and get **€5 off** your next service.',
            ),
          },
        }
      : block
  const winterbeurt = await makePage(
    teller,
    { page: 'winterbeurt', name: 'Winterbeurt', startingPoint: 'winter-service' },
    [
      { at: calendar.at(180, '16:20'), topics: ['acties', 'nieuws'], perMonth: 3, change: early },
      {
        at: calendar.at(96, '11:05'),
        topics: ['acties', 'werkplaats', 'nieuws'],
        perMonth: 3,
        change: early,
      },
      { at: calendar.at(61, '09:40'), topics: ['acties', 'werkplaats', 'nieuws'], perMonth: 3 },
      { at: calendar.at(12, '14:15'), topics: ['acties', 'werkplaats'], perMonth: 2 },
    ],
  )
  const webshop = await makePage(
    teller,
    { page: 'webshop', name: 'Webshop, afrekenen', startingPoint: 'webshop' },
    [{ at: calendar.at(179, '10:10'), topics: ['acties', 'nieuws'], perMonth: 3 }],
  )
  const qrCodes: Record<string, string> = {}
  for (const { key, code, from } of demoSources) {
    if (!code) continue
    const made = await createQrCode(await teller.asStaff(1, calendar.at(from, '08:45')), {
      label: code,
      landingPageId: winterbeurt.pageId,
    })
    qrCodes[key] = made.id
  }
  await printTables(teller, winterbeurt.pageId)
  return { versions: [...winterbeurt.versions, ...webshop.versions], qrCodes }
}

/** Cards for the tables of the coffee corner, in the shop's own look. They come from the printer next week. */
async function printTables(teller: Teller, landingPageId: string): Promise<void> {
  const ctx = await teller.asStaff(1, teller.calendar.at(4, '15:10'))
  const words = 'Scan. Vink aan. Klaar.'
  await saveDesign(ctx, {
    name: 'Huisstijl',
    look: { ...plainLook, modules: 'soft', correction: 'Q', logo: true, words },
  })
  const tables = Array.from({ length: 12 }, (_, at) => `Tafel ${at + 1};koffiehoek`)
  await createBatch(ctx, {
    name: 'Tafelkaarten koffiehoek',
    text: tables.join('\n'),
    expected: tables.length,
    kind: 'page',
    landingPageId,
  })
}

type Draft = { page: DemoSource['page']; name: string; startingPoint: 'winter-service' | 'webshop' }

async function makePage(teller: Teller, draft: Draft, edits: (Edit & { at: Date })[]) {
  const first = edits[0] as Edit & { at: Date }
  const earlier = (at: Date) => new Date(at.getTime() - 25 * 60_000)
  const topicsOf = (topics: TopicKey[]) =>
    topics.map((key) => ({ topicId: teller.brand.topicIds[key], words: words[key] }))
  const { page: slug, name, startingPoint } = draft
  const page = await createLandingPage(await teller.asStaff(1, earlier(first.at)), {
    name,
    slug,
    startingPoint,
    topics: topicsOf(first.topics),
  })
  const original = pageContentSchema.parse(await readDraft(teller, page.id))
  const versions: LiveVersion[] = []
  let { revision } = page
  for (const one of edits) {
    const content = edit(original, one, teller.brand.topicIds)
    const saved = await saveDraft(await teller.asStaff(1, earlier(one.at)), {
      pageId: page.id,
      revision,
      name,
      slug,
      content,
    })
    revision = saved.revision
    const ctx = await teller.asStaff(1, one.at)
    const { versionId } = await publishLandingPage(ctx, {
      pageId: page.id,
      revision,
      render: renderLandingPage,
    })
    versions.push({
      page: draft.page,
      versionId,
      from: one.at,
      topics: one.topics,
      wordings: await readWordings(teller, versionId),
    })
  }
  return { pageId: page.id, versions }
}

async function readDraft(teller: Teller, pageId: string): Promise<unknown> {
  const [row] = await teller.db
    .select({ draft: landingPages.draft })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, teller.brand.brandId), eq(landingPages.id, pageId)))
  return row?.draft
}

async function readWordings(teller: Teller, versionId: string): Promise<Record<Locale, string>> {
  const rows = await teller.db
    .select({ language: landingPageRenders.language, wordingId: landingPageRenders.wordingId })
    .from(landingPageRenders)
    .where(
      and(eq(landingPageRenders.brandId, teller.brand.brandId), eq(landingPageRenders.versionId, versionId)),
    )
  const idOf = (language: Locale) => rows.find((row) => row.language === language)?.wordingId as string
  return { nl: idOf('nl'), en: idOf('en') }
}
