import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { brandDomains } from '@/db/schema/brand-domains'
import { brands } from '@/db/schema/brands'
import { wordings } from '@/db/schema/consent'
import { landingPageTests } from '@/db/schema/landing-page-tests'
import { landingPageRenders, landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import type { FormGuard, Locale, PageState, PublicLanguage } from '@/db/states'
import { getLog } from '../../platform/log'
import type { Prepared } from '../public/respond'
import { parseTemplate, type Template } from './document/rules'
import { languagesIn, type PageContent, pageContentSchema } from './schema'
import type { LiveTest } from './variants/choose'

export type Render = {
  form: Template
  confirm: Template
  done: Template
  /** Null where people write to us. */
  asked: Template | null
  styleHash: string
  wordingId: string
  wordingText: string
  /** SHA-256 of the documents, in hex. */
  htmlHash: string
  /** The form with nothing typed in, ready to send, by what its address carries; of the one second whose stamp it has. */
  prepared?: { second: number; documents: Map<string, Prepared> }
}

/** A version as it was published. Never changes, so it can be held for as long as there is room. */
export type LiveVersion = {
  id: string
  pageId: string
  topicIds: string[]
  /** What those topics promised on this version; empty for versions from before that was kept. */
  topicVersions: Record<string, number>
  /** As it was edited; undefined where it was made before what is understood today. */
  content: PageContent | undefined
  /** In the page's own order of languages. */
  renders: Map<PublicLanguage, Render>
}

/** What an address leads to now. */
export type LivePage = {
  brandId: string
  pageId: string
  slug: string
  state: PageState
  brandName: string
  defaultLocale: Locale
  defaultCountry: string
  timeZone: string
  /** Empty: numbers of every country. */
  servedCountries: string[]
  formGuard: FormGuard
  /** The brand's own domain, where it has one that counts. */
  ownHost: string | null
  /** The version that is served; null before the first publication. */
  versionId: string | null
  /** Two versions that are being compared, while they are. */
  test: LiveTest | null
}

type Held = {
  pages: Map<string, { page: LivePage; until: number }>
  versions: Map<string, LiveVersion>
  /** Rises with every word from Postgres: what was read before it is not kept. */
  heard: number
  listening?: Promise<boolean>
}

const roomFor = { pages: 1000, versions: 200 }
/** A word from Postgres drops a page at once; this is the net under it. */
const holdMs = 60_000

const onGlobal = globalThis as { vinkjeLivePages?: WeakMap<Database, Held> }

function heldFor(database: Database): Held {
  onGlobal.vinkjeLivePages ??= new WeakMap()
  let held = onGlobal.vinkjeLivePages.get(database)
  if (!held) {
    held = { pages: new Map(), versions: new Map(), heard: 0 }
    onGlobal.vinkjeLivePages.set(database, held)
  }
  return held
}

function keep<V>(map: Map<string, V>, key: string, value: V, room: number): void {
  const oldest = map.keys().next().value
  if (map.size >= room && oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}

/** Starts hearing of changes, once a process. Until that works nothing is held, so nothing can be stale. */
function listen(database: Database, held: Held): Promise<boolean> {
  held.listening ??= database.sql
    .listen(
      'landing_page',
      (slug) => {
        held.heard += 1
        // A word without an address is about a whole brand.
        if (slug === '') held.pages.clear()
        else held.pages.delete(slug)
      },
      // Also called after a lost connection came back: what was said meanwhile is unknown.
      () => {
        held.heard += 1
        held.pages.clear()
      },
    )
    .then(
      () => true,
      (error: unknown) => {
        getLog('landing-pages').warn(
          { err: error },
          'cannot listen for published pages; serving without memory',
        )
        held.listening = undefined
        return false
      },
    )
  return held.listening
}

/** What is held of an address, without asking the database. */
export function heldPage(database: Database, slug: string, now: Date): LivePage | undefined {
  const found = heldFor(database).pages.get(slug)
  return found && found.until > now.getTime() ? found.page : undefined
}

/** What an address leads to, or undefined. Over all brands: an address is all that a passer-by has. */
export async function findLivePage(
  database: Database,
  slug: string,
  now: Date,
): Promise<LivePage | undefined> {
  const held = heldFor(database)
  const found = heldPage(database, slug, now)
  if (found) return found
  const mayKeep = await listen(database, held)
  const heardBefore = held.heard
  const [row] = await database.db
    .select({
      brandId: landingPages.brandId,
      pageId: landingPages.id,
      slug: landingPages.slug,
      state: landingPages.state,
      brandName: brands.name,
      defaultLocale: brands.defaultLocale,
      defaultCountry: brands.defaultCountry,
      timeZone: brands.timeZone,
      servedCountries: brands.servedCountries,
      formGuard: brands.formGuard,
      ownHost: brandDomains.host,
      versionId: landingPageVersions.id,
      test: {
        id: landingPageTests.id,
        versionAId: landingPageTests.versionAId,
        versionBId: landingPageTests.versionBId,
        shareB: landingPageTests.shareB,
      },
    })
    .from(landingPages)
    .innerJoin(brands, eq(brands.id, landingPages.brandId))
    .leftJoin(
      landingPageTests,
      and(
        eq(landingPageTests.brandId, landingPages.brandId),
        eq(landingPageTests.landingPageId, landingPages.id),
        isNull(landingPageTests.endedAt),
      ),
    )
    .leftJoin(
      brandDomains,
      and(eq(brandDomains.brandId, landingPages.brandId), isNotNull(brandDomains.verifiedAt)),
    )
    .leftJoin(
      landingPageVersions,
      and(
        eq(landingPageVersions.brandId, landingPages.brandId),
        eq(landingPageVersions.landingPageId, landingPages.id),
        eq(landingPageVersions.version, landingPages.publishedVersion),
      ),
    )
    .where(eq(landingPages.slug, slug))
  if (row && mayKeep && held.heard === heardBefore) {
    keep(held.pages, slug, { page: row, until: now.getTime() + holdMs }, roomFor.pages)
  }
  return row
}

/** A version of this page with its stored documents, or undefined when it is of another page. */
export async function findVersion(
  database: Database,
  page: LivePage,
  versionId: string,
): Promise<LiveVersion | undefined> {
  const held = heldFor(database)
  const known = held.versions.get(versionId)
  if (known) return known.pageId === page.pageId ? known : undefined
  const rows = await database.db
    .select({ version: landingPageVersions, render: landingPageRenders, wordingText: wordings.text })
    .from(landingPageVersions)
    .innerJoin(
      landingPageRenders,
      and(
        eq(landingPageRenders.brandId, landingPageVersions.brandId),
        eq(landingPageRenders.versionId, landingPageVersions.id),
      ),
    )
    .innerJoin(
      wordings,
      and(eq(wordings.brandId, landingPageRenders.brandId), eq(wordings.id, landingPageRenders.wordingId)),
    )
    .where(
      and(
        eq(landingPageVersions.brandId, page.brandId),
        eq(landingPageVersions.landingPageId, page.pageId),
        eq(landingPageVersions.id, versionId),
      ),
    )
  const [first] = rows
  if (!first) return undefined
  const order = languagesIn(first.version.content)
  const content = pageContentSchema.safeParse(first.version.content).data
  const inOrder = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    order.indexOf(a.render.language) - order.indexOf(b.render.language)
  const version: LiveVersion = {
    id: versionId,
    pageId: page.pageId,
    topicIds: first.version.topicIds,
    content,
    topicVersions: Object.fromEntries(
      (first.version.topicVersions ?? []).map((version, at) => [first.version.topicIds[at], version]),
    ),
    renders: new Map(
      rows.toSorted(inOrder).map(({ render, wordingText }) => [
        render.language,
        {
          form: parseTemplate(render.formHtml),
          confirm: parseTemplate(render.confirmHtml),
          done: parseTemplate(render.doneHtml),
          asked: render.askedHtml === null ? null : parseTemplate(render.askedHtml),
          styleHash: render.styleHash,
          wordingId: render.wordingId,
          wordingText,
          htmlHash: render.htmlHash.toString('hex'),
        },
      ]),
    ),
  }
  keep(held.versions, versionId, version, roomFor.versions)
  return version
}

/** The documents in this language, else in the first that the version has. */
export function renderIn(
  version: LiveVersion,
  language: PublicLanguage,
): { language: PublicLanguage; render: Render } {
  const render = version.renders.get(language)
  if (render) return { language, render }
  const [first] = version.renders
  if (!first) throw new Error('a version without a render')
  return { language: first[0], render: first[1] }
}
