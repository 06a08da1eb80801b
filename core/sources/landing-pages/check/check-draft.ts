import { z } from 'zod'
import type { BrandContext } from '../../../brands/scope'
import { requirePermission } from '../../../staff/gate'
import { type RenderPage, renderLanguages } from '../render-page'
import { pageContentSchema } from '../schema'
import { checkRendered } from './check-page'
import type { Checked } from './outcome'
import { readPageFacts } from './page-facts'

const checkDraftInput = z.object({ slug: z.string().max(200), content: pageContentSchema })

/**
 * Renders a page as it is being edited and holds it against every rule. Writes nothing.
 * @param input.render the page's components; passed in, because this layer knows no React
 */
export async function checkDraft(
  ctx: BrandContext,
  input: z.input<typeof checkDraftInput> & { render: RenderPage },
): Promise<Checked> {
  requirePermission(ctx, 'brand.read')
  const { slug, content } = checkDraftInput.parse(input)
  const facts = await readPageFacts(ctx)
  const forms = await renderLanguages(facts, content, input.render)
  return checkRendered({ ...facts, content, slug }, forms)
}
