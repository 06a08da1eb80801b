import { sql } from 'drizzle-orm'
import type { BrandContext } from '@/core/brands/scope'
import { countSubscribers } from '@/core/subscribers/count'
import { listFacets, listSubscribers } from '@/core/subscribers/queries'
import { type ListSubscribersInput, listSorts, personStates } from '@/core/subscribers/schema'
import { countSegment } from '@/core/subscribers/segments/commands'
import { chanceOf, pick } from '@/db/seed/chance'
import { firstNames, lastNames } from '@/db/seed/names'
import { type Benchmark, rounded } from './harness/benchmark'
import { crowdSize, withCrowd } from './harness/crowd'

const pages = 400
const searches = 200

export const benchmark: Benchmark = {
  name: 'browse',
  describe: `The list of ${crowdSize.toLocaleString('en')} people: pages, searches and segments, beside a page read by primary key and a bare count`,
  alone: true,
  run: (say) => withCrowd(say, ({ ctx }) => measure(ctx, say)),
}

async function measure(ctx: BrandContext, say: (line: string) => void) {
  const questions = await makeQuestions(ctx)
  // Once through for warm caches, as on a server that has been up for an hour.
  for (const question of questions.slice(0, 60)) await listSubscribers(ctx, question)
  const page = await timed(questions, (question) => listSubscribers(ctx, question))
  say(`pages: ${spread(page)}`)
  for (const line of slowest(questions, page)) say(line)
  const wanted = makeSearches()
  const search = await timed(wanted, (input) => listSubscribers(ctx, input))
  say(`searches: ${spread(search)}`)
  for (const line of slowest(wanted, search)) say(line)
  const count = await timed(questions.slice(0, 100), (question) => countSubscribers(ctx, question))
  say(`counts: ${spread(count)}`)
  const facets = await timed(Array.from({ length: 20 }), () => listFacets(ctx))
  say(`choices of the filters: ${spread(facets)}`)
  const segments = await makeSegments(ctx)
  const segment = await timed([...segments, ...segments, ...segments], (rules) => countSegment(ctx, rules))
  say(`segments: ${spread(segment)}`)

  const ids = await sampleIds(ctx)
  const keyed = await timed(Array.from({ length: 200 }), (_, i) => {
    const some = Array.from({ length: 50 }, (_, n) => ids[(i * 50 + n) % ids.length] as string)
    return ctx.db.execute(
      sql`select * from subscribers where brand_id = ${ctx.scope.brandId}::uuid and id = any(${sql.param(`{${some.join(',')}}`)}::uuid[])`,
    )
  })
  const bare = await timed(Array.from({ length: 9 }), () =>
    ctx.db.execute(sql`select count(*) from subscribers`),
  )
  return {
    figures: {
      page_p95_ms: rounded(percentile(page, 0.95)),
      page_max_ms: rounded(Math.max(...page)),
      search_p95_ms: rounded(percentile(search, 0.95)),
      count_p95_ms: rounded(percentile(count, 0.95)),
      filter_choices_p95_ms: rounded(percentile(facets, 0.95)),
      segment_count_ms: rounded(Math.max(...segment)),
      segment_count_median_ms: rounded(percentile(segment, 0.5)),
    },
    baselines: {
      page_by_primary_key_p95_ms: rounded(percentile(keyed, 0.95)),
      bare_count_ms: rounded(percentile(bare, 0.5)),
    },
    ratios: {
      page_to_primary_key: rounded(percentile(page, 0.95) / percentile(keyed, 0.95)),
      segment_count_to_bare_count: rounded(percentile(segment, 0.5) / percentile(bare, 0.5)),
    },
  }
}

async function timed<T>(inputs: T[], work: (input: T, index: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (const [i, input] of inputs.entries()) {
    const startedAt = performance.now()
    await work(input, i)
    took.push(performance.now() - startedAt)
  }
  return took
}

/** The questions that took longest: what to look at next. */
const slowest = (questions: ListSubscribersInput[], took: number[]): string[] =>
  questions
    .map((question, i) => ({ question, ms: took[i] ?? 0 }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, Number(process.env.BENCH_SLOWEST || 3))
    .map(({ question, ms }) => `  ${ms.toFixed(0)} ms ${JSON.stringify(question)}`)

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const spread = (values: number[]) =>
  [0.5, 0.95, 0.99, 1].map((share) => `p${share * 100} ${percentile(values, share).toFixed(1)} ms`).join(', ')

async function sampleIds(ctx: BrandContext): Promise<string[]> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select id from subscribers where brand_id = ${ctx.scope.brandId}::uuid
    order by hashtextextended(id::text, 1) limit 2000`)
  return rows.map(({ id }) => id)
}

/** Any sort, none to three filters of any kind, the first page or one somewhere in the middle, forwards or backwards. */
async function makeQuestions(ctx: BrandContext): Promise<ListSubscribersInput[]> {
  const chance = chanceOf('browse')
  const facets = await listFacets(ctx)
  const topics = await ctx.db.execute<{ id: string }>(
    sql`select id from topics where brand_id = ${ctx.scope.brandId}::uuid`,
  )
  const ids = await sampleIds(ctx)
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const filters: (() => ListSubscribersInput)[] = [
    () => ({ state: pick(chance, personStates) }),
    () => ({ topicId: pick(chance, topics).id, state: pick(chance, personStates) }),
    () => ({ topicId: pick(chance, topics).id }),
    () => ({ landingPageId: pick(chance, facets.pages).id }),
    () => ({ qrCodeId: pick(chance, facets.qrCodes).id }),
    () => ({ sourceKind: pick(chance, ['import', 'staff', 'in_person', 'whatsapp_thread'] as const) }),
    () => ({ country: pick(chance, facets.countries) }),
    () => ({ language: pick(chance, facets.languages) }),
    () => ({ joinedFrom: day(pick(chance, [7, 30, 90, 365])) }),
    () => ({ joinedUntil: day(pick(chance, [30, 90, 365, 600])) }),
    () => ({
      lastMessage: pick(chance, ['within-30', 'within-90', 'before-30', 'before-90', 'never'] as const),
    }),
    () => ({ window: pick(chance, ['open', 'closed'] as const) }),
    () => ({ tag: pick(chance, facets.tags) }),
    () => {
      const { key, value } = pick(chance, facets.attributeValues)
      return { attribute: `${key}:${value}` }
    },
  ]
  return Array.from({ length: pages }, () => {
    const question: ListSubscribersInput = { sort: pick(chance, listSorts) }
    const narrowed = Math.floor(chance() * 4)
    for (let i = 0; i < narrowed; i++) Object.assign(question, pick(chance, filters)())
    const where = chance()
    if (where < 0.3) question.after = pick(chance, ids)
    else if (where < 0.5) question.before = pick(chance, ids)
    return question
  })
}

/** Parts of names and numbers, common and rare, from one letter on, and some that nobody has. */
function makeSearches(): ListSubscribersInput[] {
  const chance = chanceOf('search')
  const part = (text: string, length: number) => {
    const from = Math.floor(chance() * Math.max(1, text.length - length))
    return text.slice(from, from + length)
  }
  const digits = (length: number) => String(Math.floor(chance() * 10 ** length)).padStart(length, '0')
  return Array.from({ length: searches }, (_, i) => {
    const kinds = [
      () => part(pick(chance, lastNames), 3 + Math.floor(chance() * 4)),
      () => `${pick(chance, firstNames)} ${pick(chance, lastNames).slice(0, 4)}`,
      () => pick(chance, firstNames).slice(0, 1 + Math.floor(chance() * 2)),
      () => digits(3 + Math.floor(chance() * 5)),
      () => `06 ${digits(4)}`,
      () => part('xqzjvwkwq', 4),
    ]
    return { search: (kinds[i % kinds.length] as () => string)(), sort: pick(chance, listSorts) }
  })
}

/** Segments as people make them: consent and behaviour, attributes and tags, sources, a group inside a group. */
async function makeSegments(ctx: BrandContext): Promise<unknown[]> {
  const [topic] = await ctx.db.execute<{ id: string }>(
    sql`select id from topics where brand_id = ${ctx.scope.brandId}::uuid order by created_at, key limit 1`,
  )
  const facets = await listFacets(ctx)
  const confirmed = { field: `consent:${topic?.id}`, operator: '=', value: 'confirmed' }
  const and = (...rules: unknown[]) => ({ combinator: 'and', rules })
  return [
    and(confirmed, { field: 'unread', operator: '>=', value: 3 }),
    and(
      confirmed,
      { field: 'joined', operator: 'within', value: 90 },
      { field: 'language', operator: '=', value: 'nl' },
    ),
    and({ field: 'tag', operator: 'has', value: 'vip' }, { field: 'read', operator: 'notWithin', value: 60 }),
    and(
      { field: 'attribute:city', operator: '=', value: 'Utrecht' },
      { field: 'attribute:points', operator: '>', value: 500 },
    ),
    and(
      { field: 'source', operator: '=', value: `page:${facets.pages[0]?.id}` },
      { field: 'received', operator: 'within', value: 30 },
    ),
    and(confirmed, {
      combinator: 'or',
      not: true,
      rules: [
        { field: 'tag', operator: 'has', value: 'zakelijk' },
        { field: 'country', operator: '!=', value: 'NL' },
      ],
    }),
  ]
}
