import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { formatNumber } from '@/components/ui/format'
import type { Check } from '@/core/sources/landing-pages/check/outcome'
import type { Finding, Place } from '@/core/sources/landing-pages/check/rule'
import type { PublicLanguage } from '@/db/states'

/** Goes to where something is mended: a block and the place in it, or the page's own settings. */
export type Jump = (
  place: Extract<Place, { in: 'block' | 'page-settings' }>,
  language: PublicLanguage | undefined,
) => void

type Group = Finding & { languages: PublicLanguage[] }

/** The same breach in several languages is told once. */
function grouped(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { language, ...finding } of findings) {
    const key = JSON.stringify(finding)
    const group = groups.get(key) ?? { ...finding, languages: [] }
    if (language) group.languages.push(language)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Every breach of a rule: what is wrong, for which visitors, and one press to where it is mended. */
export function CheckFindings({ check, brand, onJump }: { check: Check; brand: string; onJump: Jump }) {
  return (
    <ul className="grid gap-1.5">
      {grouped(check.findings).map((group) => (
        <FindingRow key={JSON.stringify(group)} check={check} group={group} brand={brand} onJump={onJump} />
      ))}
    </ul>
  )
}

type FindingRowProps = { check: Check; group: Group; brand: string; onJump: Jump }

function FindingRow({ check, group, brand, onJump }: FindingRowProps) {
  const t = useTranslations('checker')
  const locale = useLocale()
  const params = Object.fromEntries(
    Object.entries(group.params ?? {}).map(([name, value]) => [
      name,
      // Plurals need the bare number, all else is written as people write it.
      typeof value === 'number' && name !== 'count' ? formatNumber(locale, value) : value,
    ]),
  )
  const words = t(`rules.${check.name}.broken.${group.how ?? 'it'}`, params)
  const languages = new Intl.ListFormat(locale).format(
    group.languages.map((language) => t(`languages.${language}`)),
  )
  const { place } = group
  const ink = check.level === 'must' ? 'text-danger-soft-foreground' : 'text-warning-soft-foreground'
  return (
    <li className="flex items-start justify-between gap-2">
      <p className={`min-w-0 text-control font-strong ${ink}`}>
        {group.languages.length > 0 && <>{t('in', { languages })}: </>}
        {words}
      </p>
      {place && <JumpButton place={place} group={group} brand={brand} what={words} onJump={onJump} />}
    </li>
  )
}

type JumpButtonProps = { place: Place; group: Group; brand: string; what: string; onJump: Jump }

function JumpButton({ place, group, brand, what, onJump }: JumpButtonProps) {
  const t = useTranslations('checker')
  if (place.in === 'brand-settings' || place.in === 'number-settings') {
    const href = `/${brand}/settings${place.in === 'number-settings' ? '/number' : ''}`
    return (
      <ButtonLink href={href} size="row" className="shrink-0">
        {t('openSettings')}
      </ButtonLink>
    )
  }
  return (
    <Button
      size="row"
      className="shrink-0"
      aria-label={t('jumpTo', { what })}
      onPress={() => onJump(place, group.languages[0])}
    >
      {t('jump')}
    </Button>
  )
}
