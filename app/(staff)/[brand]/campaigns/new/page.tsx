import { redirect } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { newId } from '@/core/platform/ids'
import { may } from '@/core/staff/rules'
import { canAskAgain } from '@/core/templates/rules'
import { loadFacts } from '../load-facts'
import { NewCampaign } from './new-campaign'

type Props = {
  params: Promise<{ brand: string }>
  /** The segment it is meant for, when one comes from there. */
  searchParams: Promise<{ segment?: string | string[]; purpose?: string | string[] }>
}

/** The first step: until a template and a topic are chosen there is nothing to keep. */
export default async function Page({ params, searchParams }: Props) {
  const [{ brand }, { segment, purpose }] = await Promise.all([params, searchParams])
  const ctx = await requireBrand(brand)
  if (!may(ctx.scope.role, 'campaigns.write')) redirect(`/${brand}/campaigns`)
  const facts = await loadFacts(ctx)
  const segmentId = facts.segments.find((one) => one.id === segment)?.id
  const asksAgain = purpose === 'renewal'
  const templates = asksAgain
    ? facts.templates.filter(({ components }) => canAskAgain(components))
    : facts.templates
  return (
    <NewCampaign
      id={newId()}
      facts={{ ...facts, templates }}
      asksAgain={asksAgain}
      {...(segmentId && { segmentId })}
    />
  )
}
