import { useLocale, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Num, Share, Time } from '@/components/ui/figures'
import { formatNumber, formatShare } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { SideResult, TestResult } from '@/core/sources/landing-pages/variants/queries'
import { enough } from '@/core/sources/landing-pages/variants/rules'
import { FinishTest } from './finish-test'
import { RateBars } from './rate-bars'

type TestResultSectionProps = {
  brand: string
  pageId: string
  test: TestResult
  timeZone: string
  mayPublish: boolean
}

/** One test: what each side brought, how sure that is, and the press that ends it. */
export function TestResultSection({ brand, pageId, test, timeZone, mayPublish }: TestResultSectionProps) {
  const t = useTranslations('publishing.test')
  const here = `/${brand}/landing-pages/${pageId}/versions`
  const isRunning = test.endedAt === null
  return (
    <Section
      title={t('title', { a: test.a.version, b: test.b.version })}
      note={
        isRunning ? (
          <>
            {t('since')} <Time at={test.startedAt} zone={timeZone} />
          </>
        ) : (
          <>
            <Time at={test.startedAt} zone={timeZone} kind="day" /> –{' '}
            <Time at={test.endedAt ?? test.startedAt} zone={timeZone} kind="day" />
          </>
        )
      }
      aside={
        <ButtonLink href={`${here}/compare?before=${test.a.version}&after=${test.b.version}`} size="row">
          {t('compare')}
        </ButtonLink>
      }
    >
      <div className="grid gap-4">
        <Statement test={test} isRunning={isRunning} />
        <Table label={t('title', { a: test.a.version, b: test.b.version })}>
          <TableHead>
            <Th>{t('side')}</Th>
            <Th end>{t('shown')}</Th>
            <Th end>{t('views')}</Th>
            <Th end>{t('signUps')}</Th>
            <Th end>{t('confirmed')}</Th>
            <Th end>{t('rate')}</Th>
            <Th end>{t('between')}</Th>
          </TableHead>
          <TableBody>
            <Side name="A" side={test.a} shown={100 - test.shareB} isWinner={test.winner === 'a'} />
            <Side name="B" side={test.b} shown={test.shareB} isWinner={test.winner === 'b'} />
          </TableBody>
        </Table>
        <RateBars a={test.a} b={test.b} />
        {isRunning && mayPublish && <FinishTest brand={brand} pageId={pageId} test={test} />}
        <p className="max-w-160 text-caption text-muted">{t('method')}</p>
      </div>
    </Section>
  )
}

function Statement({ test, isRunning }: { test: TestResult; isRunning: boolean }) {
  const t = useTranslations('publishing.test')
  const locale = useLocale()
  const { kind, chanceB, tooFew } = test.verdict
  const better = chanceB >= 0.5 ? 'B' : 'A'
  // Never told as certain: what was seen leaves some doubt, however small.
  const sure = formatShare(locale, Math.min(0.999, Math.max(chanceB, 1 - chanceB)), 1)
  return (
    <>
      <p className="text-body font-strong">
        {kind === 'too-early' && t('verdict.tooEarly')}
        {kind === 'undecided' && t('verdict.undecided', { better, sure })}
        {(kind === 'a-better' || kind === 'b-better') && t('verdict.better', { better, sure })}
      </p>
      {kind === 'too-early' && (
        <Notice tone="warning">
          {tooFew
            .map((what) =>
              t(`tooFew.${what}`, {
                views: formatNumber(locale, enough.views),
                signUps: formatNumber(locale, enough.signUps),
                days: formatNumber(locale, enough.days),
              }),
            )
            .join(' ')}
          {isRunning && test.a.views + test.b.views > 0 && <> {t('soFar', { better, sure })}</>}
        </Notice>
      )}
    </>
  )
}

/** Both ends of a stretch with as many digits. */
const oneDigit = (locale: string, share: number) =>
  formatNumber(locale, share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })

type SideProps = { name: string; side: SideResult; shown: number; isWinner: boolean }

function Side({ name, side, shown, isWinner }: SideProps) {
  const t = useTranslations('publishing.test')
  const locale = useLocale()
  const { rate } = side
  return (
    <Row>
      <Td place="main">
        <span className="flex flex-wrap items-center gap-2">
          {t('sideOf', { side: name, version: side.version })}
          {isWinner && <Chip tone="success">{t('winner')}</Chip>}
        </span>
      </Td>
      <Td end>
        <Share value={shown / 100} digits={0} />
      </Td>
      <Td place="sub" end>
        <Num value={side.views} /> <span className="hidden text-muted phone:inline">{t('views')}</span>
      </Td>
      <Td place="sub-end" end>
        <Num value={side.signUps} /> <span className="hidden text-muted phone:inline">{t('signUps')}</span>
      </Td>
      <Td end>
        <Num value={side.confirmed} />
      </Td>
      <Td place="end" end>
        <Share value={rate?.share ?? null} />
      </Td>
      <Td end>{rate ? `${oneDigit(locale, rate.low)} – ${oneDigit(locale, rate.high)}` : '–'}</Td>
    </Row>
  )
}
