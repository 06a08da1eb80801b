'use client'

import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWhatsAppAddress } from '@/components/subscribers/whatsapp-address'
import { Button } from '@/components/ui/button'
import { PhonePreview } from '@/components/whatsapp/phone-preview'
import { variablesFor } from '@/core/campaigns/rules'
import type { Variables } from '@/core/campaigns/schema'
import type { AudiencePerson } from '@/core/campaigns/states'
import { exampleValues } from '@/core/templates/rules'
import type { EditorFacts, EditorTemplate } from './editor-facts'

type PhoneProps = {
  template: EditorTemplate
  variables: Variables
  business: EditorFacts['business']
  /** The first people who may get it, to step through. */
  people: AudiencePerson[]
  total: number
}

/** The message on the phone of a real person of the audience; without one, with the template's own examples. */
export function Phone({ template, variables, business, people, total }: PhoneProps) {
  const t = useTranslations('campaigns.phone')
  const addressOf = useWhatsAppAddress()
  const [index, setIndex] = useState(0)
  const place = Math.min(index, Math.max(0, people.length - 1))
  const person = people[place]
  const values = { ...exampleValues(template.components), ...filled(variables, person?.name ?? null) }
  return (
    <div className="sticky top-4">
      <PhonePreview brandName={business.name} logo={business.logo} template={template} values={values} />
      {person ? (
        <div className="mt-4 flex items-center justify-between gap-2">
          <Button
            isIconOnly
            aria-label={t('previous')}
            isDisabled={place === 0}
            onPress={() => setIndex(place - 1)}
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
          </Button>
          <p className="min-w-0 text-center text-dense" aria-live="polite">
            {t.rich('as', {
              name: person.name ?? addressOf(person),
              strong: (words) => <strong>{words}</strong>,
            })}
            <span className="block text-muted">{t('of', { place: place + 1, total })}</span>
          </p>
          <Button
            isIconOnly
            aria-label={t('next')}
            isDisabled={place >= people.length - 1}
            onPress={() => setIndex(place + 1)}
          >
            <ArrowRight className="size-4" aria-hidden="true" />
          </Button>
        </div>
      ) : (
        <p className="mt-4 text-center text-dense text-muted">{t('example')}</p>
      )}
    </div>
  )
}

/** Values that say something: an empty one leaves the example in sight. */
function filled(variables: Variables, name: string | null): Record<string, string> {
  const values = Object.entries(variablesFor(variables, { name }))
  return Object.fromEntries(values.filter(([, value]) => value.trim() !== ''))
}
