import { redirect } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { newId } from '@/core/platform/ids'
import { may } from '@/core/staff/rules'
import { loadFacts } from '../load-facts'
import { NewCampaign } from './new-campaign'

/** The first step: until a template and a topic are chosen there is nothing to keep. */
export default async function Page({ params }: { params: Promise<{ brand: string }> }) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  if (!may(ctx.scope.role, 'campaigns.write')) redirect(`/${brand}/campaigns`)
  return <NewCampaign id={newId()} facts={await loadFacts(ctx)} />
}
