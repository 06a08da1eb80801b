'use client'

import { Calendar, DateField, DatePicker, I18nProvider, Label, TimeField } from '@heroui/react'
import { parseDate, parseTime } from '@internationalized/date'
import { CircleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { localTimeOf, readLocalTime } from '@/core/platform/local-time/rules'
import { Button } from '../ui/button'
import { RadioGroup } from '../ui/fields'
import { formatTime } from '../ui/format'

/** What was chosen: as soon as possible, or a time on the wall of the brand's zone. */
export type WhenValue = { kind: 'now' } | { kind: 'local'; time: string; occurrence?: 'earlier' | 'later' }

/** What is wrong with it, as a key of `campaigns.when`; undefined when it will do. */
export function whenProblem(
  value: WhenValue,
  zone: string,
  now: Date,
): 'past' | 'missing' | 'twice' | 'invalid' | undefined {
  if (value.kind === 'now') return undefined
  const reading = readLocalTime(value.time, zone)
  if (reading.kind === 'twice') return value.occurrence ? undefined : 'twice'
  if (reading.kind !== 'exact') return reading.kind
  return reading.at.getTime() < now.getTime() - 60_000 ? 'past' : undefined
}

/** The instant that is meant, or null for as soon as possible and for what has a problem. */
export function whenInstant(value: WhenValue, zone: string): Date | null {
  if (value.kind === 'now') return null
  const reading = readLocalTime(value.time, zone)
  if (reading.kind === 'exact') return reading.at
  return reading.kind === 'twice' && value.occurrence ? reading[value.occurrence] : null
}

const minute = 60_000

type WhenFieldProps = {
  value: WhenValue
  onChange: (value: WhenValue) => void
  zone: string
  /** From the server, when it refused. */
  error?: string | undefined
  /** Leave the choice of "now" out, where a moment is what is asked for. */
  withNow?: boolean
}

/** Date and time in the brand's own zone, with quick choices. Missing and double hours are named, never guessed. */
export function WhenField({ value, onChange, zone, error, withNow = true }: WhenFieldProps) {
  const t = useTranslations('campaigns.when')
  const locale = useLocale()
  const now = new Date()
  const local = value.kind === 'local' ? value.time : localTimeOf(new Date(now.getTime() + 60 * minute), zone)
  const [date = '', time = ''] = local.split('T')
  const problem = whenProblem(value, zone, now)
  const reading = value.kind === 'local' ? readLocalTime(value.time, zone) : undefined
  const words =
    problem === undefined || problem === 'twice'
      ? error
      : t(`problems.${problem}`, {
          next: reading?.kind === 'missing' ? formatTime(locale, reading.next, zone, 'time') : '',
        })
  const choose = (next: Date) => onChange({ kind: 'local', time: localTimeOf(next, zone) })
  const tomorrow = `${localTimeOf(new Date(now.getTime() + 24 * 60 * minute), zone).slice(0, 10)}T10:00`
  return (
    <I18nProvider locale={locale === 'en' ? 'en-GB' : 'nl-NL'}>
      <div className="grid max-w-140 gap-4">
        <fieldset className="flex flex-wrap gap-2" aria-label={t('quick')}>
          {withNow && (
            <Button
              size="row"
              look={value.kind === 'now' ? 'primary' : 'plain'}
              aria-pressed={value.kind === 'now'}
              onPress={() => onChange({ kind: 'now' })}
            >
              {t('now')}
            </Button>
          )}
          <Button size="row" onPress={() => choose(new Date(Date.now() + 2 * minute))}>
            {t('inTwoMinutes')}
          </Button>
          <Button size="row" onPress={() => choose(new Date(Date.now() + 60 * minute))}>
            {t('inAnHour')}
          </Button>
          <Button size="row" onPress={() => onChange({ kind: 'local', time: tomorrow })}>
            {t('tomorrow')}
          </Button>
        </fieldset>
        <div className="flex flex-wrap items-end gap-3">
          <DatePicker
            value={parseDate(date)}
            onChange={(next) => next && onChange({ kind: 'local', time: `${next.toString()}T${time}` })}
            isInvalid={Boolean(words)}
            className="w-56"
          >
            <Label>{t('date')}</Label>
            <DateField.Group fullWidth>
              <DateField.Input>{(segment) => <DateField.Segment segment={segment} />}</DateField.Input>
              <DateField.Suffix>
                <DatePicker.Trigger aria-label={t('calendar')}>
                  <DatePicker.TriggerIndicator />
                </DatePicker.Trigger>
              </DateField.Suffix>
            </DateField.Group>
            <DatePicker.Popover>
              <Calendar aria-label={t('date')}>
                <Calendar.Header>
                  <Calendar.Heading />
                  <Calendar.NavButton slot="previous" />
                  <Calendar.NavButton slot="next" />
                </Calendar.Header>
                <Calendar.Grid>
                  <Calendar.GridHeader>
                    {(day) => <Calendar.HeaderCell>{day}</Calendar.HeaderCell>}
                  </Calendar.GridHeader>
                  <Calendar.GridBody>{(day) => <Calendar.Cell date={day} />}</Calendar.GridBody>
                </Calendar.Grid>
              </Calendar>
            </DatePicker.Popover>
          </DatePicker>
          <TimeField
            value={parseTime(time)}
            onChange={(next) =>
              next && onChange({ kind: 'local', time: `${date}T${next.toString().slice(0, 5)}` })
            }
            isInvalid={Boolean(words)}
            hourCycle={24}
            shouldForceLeadingZeros
            className="w-32"
          >
            <Label>{t('time')}</Label>
            <TimeField.Group fullWidth>
              <TimeField.Input>{(segment) => <TimeField.Segment segment={segment} />}</TimeField.Input>
            </TimeField.Group>
          </TimeField>
          <p className="pb-2 text-control text-muted">{t('zone', { zone: zone.replaceAll('_', ' ') })}</p>
        </div>
        {reading?.kind === 'twice' && value.kind === 'local' && (
          <RadioGroup
            label={t('twice')}
            value={value.occurrence ?? null}
            onChange={(occurrence) => onChange({ ...value, occurrence })}
            options={[
              { value: 'earlier', label: formatTime(locale, reading.earlier, zone, 'time') },
              { value: 'later', label: formatTime(locale, reading.later, zone, 'time') },
            ]}
          />
        )}
        {words && (
          <p role="alert" className="flex gap-1.5 text-caption text-danger">
            <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
            {words}
          </p>
        )}
      </div>
    </I18nProvider>
  )
}
