import { sql } from 'drizzle-orm'
import type { controllers, LocalText } from '@/db/schema/consent'
import type { TopicCategory } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { type LeafRow, leafSelection } from '../leaf'
import type { ShownDocuments } from './shown-documents'

/** An event with everything it points at, as it was then. */
export type RecordedEvent = {
  row: LeafRow
  sealed: Buffer | null
  topic: {
    key: string
    name: LocalText
    description: LocalText
    category: TopicCategory
    maxPerMonth: number | null
  }
  wording: { text: string; hash: string } | null
  page: { name: string; slug: string; version: number; publishedAt: string; content: unknown } | null
  documents: ShownDocuments | null
  qrCode: { label: string; code: string } | null
  campaignName: string | null
  controllerId: string | null
}

export type Controller = typeof controllers.$inferSelect

/**
 * A person's events, oldest first, each with the promise, sentence, page and code that it points at. Where a row is older
 * than versions of promises, the topic stands as it is now.
 */
export async function readEvents(ctx: BrandContext, subscriberId: string): Promise<RecordedEvent[]> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<LeafRow & Record<string, unknown>>(sql`
    select ${leafSelection}, v.sealed as "sealedEvidence", t.key as "topicKey",
      coalesce(tv.name, t.name) as "topicName", coalesce(tv.description, t.description) as "topicDescription",
      coalesce(tv.category, t.category) as "topicCategory",
      case when tv.topic_id is null then t.max_per_month else tv.max_per_month end as "topicMaxPerMonth",
      w.text as "wordingText", encode(w.hash, 'hex') as "wordingHash",
      lp.name as "pageName", lp.slug as "pageSlug", lv.version as "pageVersion", lv.published_at as "pagePublishedAt",
      lv.content as "pageContent", r.form_html as "formHtml", r.confirm_html as "confirmHtml", r.done_html as "doneHtml",
      r.asked_html as "askedHtml",
      q.label as "qrLabel", q.code as "qrCode", c.name as "campaignName"
    from consent_events e
    join topics t on t.brand_id = e.brand_id and t.id = e.topic_id
    left join topic_versions tv on tv.brand_id = e.brand_id and tv.topic_id = e.topic_id and tv.version = e.topic_version
    left join consent_evidence v on v.brand_id = e.brand_id and v.event_id = e.id
    left join wordings w on w.brand_id = e.brand_id and w.id = e.wording_id
    left join landing_page_versions lv on lv.brand_id = e.brand_id and lv.id = e.landing_page_version_id
    left join landing_pages lp on lp.brand_id = e.brand_id and lp.id = lv.landing_page_id
    left join landing_page_renders r on r.brand_id = e.brand_id and r.version_id = lv.id and r.language = e.language
    left join qr_codes q on q.brand_id = e.brand_id and q.id = e.qr_code_id
    left join campaigns c on c.brand_id = e.brand_id and c.id = e.campaign_id
    where e.brand_id = ${brandId} and (e.subscriber_id = ${subscriberId}
      -- What was recorded under a name that turned out to be theirs is theirs too.
      or (e.kind <> 'corrected' and e.subscriber_id in (
        select id from subscribers where brand_id = ${brandId} and merged_into_id = ${subscriberId})))
    order by e.seq`)
  return rows.map(readRow)
}

function readRow(row: LeafRow & Record<string, unknown>): RecordedEvent {
  const text = (name: string) => row[name as keyof typeof row] as string
  return {
    row,
    sealed: (row.sealedEvidence as Buffer | null) ?? null,
    topic: {
      key: text('topicKey'),
      name: row.topicName as LocalText,
      description: row.topicDescription as LocalText,
      category: text('topicCategory') as TopicCategory,
      maxPerMonth: row.topicMaxPerMonth as number | null,
    },
    wording: row.wordingText ? { text: text('wordingText'), hash: text('wordingHash') } : null,
    page: row.pageName
      ? {
          name: text('pageName'),
          slug: text('pageSlug'),
          version: Number(row.pageVersion),
          publishedAt: new Date(text('pagePublishedAt')).toISOString(),
          content: row.pageContent,
        }
      : null,
    documents: row.formHtml
      ? {
          ...{ form: text('formHtml'), confirm: text('confirmHtml'), done: text('doneHtml') },
          ...(row.askedHtml ? { asked: text('askedHtml') } : {}),
        }
      : null,
    qrCode: row.qrLabel ? { label: text('qrLabel'), code: text('qrCode') } : null,
    campaignName: (row.campaignName as string | null) ?? null,
    controllerId: row.controllerId,
  }
}
