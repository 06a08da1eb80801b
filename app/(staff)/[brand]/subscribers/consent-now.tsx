import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { formatTime } from '@/components/ui/format'
import { CrossMark, TickTwo } from '@/components/ui/marks'
import type { BrandContext } from '@/core/brands/scope'
import { explainPerson } from '@/core/policy/explain'
import type { Person } from '@/core/subscribers/person'
import type { ProofEntry } from '@/core/subscribers/schema'
import type { Locale } from '@/db/states'

type ConsentNowProps = { ctx: BrandContext; person: Person; proof: ProofEntry[]; zone: string }

/** For each topic whether a message may go now, by which rule, and on which act that rests. The rules are those that sending asks. */
export async function ConsentNow({ ctx, person, proof, zone }: ConsentNowProps) {
  const [t, reasons, acts, locale] = await Promise.all([
    getTranslations('person.now'),
    getTranslations('reasons'),
    getTranslations('person.acts'),
    getLocale() as Promise<Locale>,
  ])
  const rows = await Promise.all(
    person.topics.map(async ({ topic, consent }) => ({
      topic,
      consent,
      reason: (await explainPerson(ctx, { subscriberId: person.id, topicId: topic.id })).decision,
      act: proof.findLast(({ topicIds }) => topicIds.includes(topic.id)),
    })),
  )
  return (
    <section aria-labelledby="consent-now" className="mb-5">
      <h3 id="consent-now" className="mb-1 text-section">
        {t('heading')}
      </h3>
      <ul>
        {rows.map(({ topic, reason, act }) => {
          const name = topic.name[locale]
          return (
            <li
              key={topic.id}
              className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 border-b border-separator py-2 text-control last:border-0"
            >
              <span className="flex justify-center pt-0.5">
                {reason === null ? (
                  <TickTwo className="text-accent" />
                ) : (
                  <CrossMark className={reason === 'opted_out' ? 'text-danger' : 'text-muted'} />
                )}
              </span>
              <div>
                <p className="flex flex-wrap gap-x-2">
                  <span className="font-strong">{name}</span>
                  <span>{reason === null ? t('may') : t('mayNot')}</span>
                </p>
                {reason !== null && (
                  <p className="text-dense text-muted">
                    {reasons.has(`${reason}.why`)
                      ? reasons(`${reason}.why`, { topic: name, max: topic.maxPerMonth ?? 0 })
                      : reason}
                  </p>
                )}
                {act && (
                  <p className="text-dense text-muted">
                    {t.rich('restsOn', {
                      act: acts(act.kind),
                      time: formatTime(locale, act.at, zone, 'moment'),
                      link: (chunks) => (
                        <Link href={`#act-${act.id}`} className="text-link">
                          {chunks}
                        </Link>
                      ),
                    })}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
