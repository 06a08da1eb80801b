import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { templates } from '@/db/schema/templates'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { requireAccount } from '../../providers/accounts'
import { managementFor } from '../../providers/whatsapp/registry'
import { requirePermission } from '../../staff/gate'
import { syncTemplates } from '../sync'
import { type ConfirmationState, getConfirmationState } from './queries'
import { confirmationComponents, confirmationNames, needsMaking } from './rules'

const makeConfirmationInput = z.object({ languages: z.array(z.enum(publicLanguages)).min(1) })

/** Later than this the code has hours left and the person has long moved on: WhatsApp then drops it. */
const lifeSeconds = 12 * 3_600

/**
 * Hands the question in for WhatsApp's review, in each of these languages that has none it would take, and brings our copy
 * of the templates up to date. Pressed twice it makes nothing twice: what is in review is left alone.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `provider-cannot`, `provider-refused`, `provider-unreachable`
 */
export async function makeConfirmationTemplates(
  ctx: BrandContext,
  input: z.input<typeof makeConfirmationInput>,
): Promise<ConfirmationState> {
  const { languages } = makeConfirmationInput.parse(input)
  requirePermission(ctx, 'templates.sync')
  const account = await requireAccount(ctx)
  const management = managementFor(account)
  const brand = await getBrand(ctx)
  // WhatsApp may know more than we heard: first look, then make.
  await syncTemplates(ctx)
  const before = await getConfirmationState(ctx)
  const made: { name: string; language: PublicLanguage }[] = []
  for (const language of languages.filter((one) => needsMaking(before.languages[one]))) {
    const name = await freeName(ctx, account.id, language)
    await management.createTemplate({
      ...{ name, language, category: 'UTILITY', lifeSeconds },
      components: confirmationComponents(language, brand.name),
    })
    made.push({ name, language })
  }
  if (made.length > 0) {
    await inTransaction(ctx, (ctx) =>
      recordAudit(ctx, {
        brandId: ctx.scope.brandId,
        action: 'template.make-confirmation',
        subjectType: 'whatsapp-account',
        subjectId: account.id,
        details: { made },
      }),
    )
    await syncTemplates(ctx)
  }
  return getConfirmationState(ctx)
}

/** WhatsApp keeps the name of a template that it refused or that was deleted for a month. */
async function freeName(ctx: BrandContext, accountId: string, language: PublicLanguage): Promise<string> {
  const rows = await ctx.db
    .select({ name: templates.name })
    .from(templates)
    .where(
      and(
        eq(templates.brandId, ctx.scope.brandId),
        eq(templates.accountId, accountId),
        eq(templates.language, language),
      ),
    )
  const taken = new Set(rows.map(({ name }) => name))
  const name = confirmationNames.find((one) => !taken.has(one))
  if (!name) throw new AppError('template-name-taken')
  return name
}
