import type { BrandContext } from '../../brands/scope'
import { getImportPlan } from './queries'
import { type PlanInput, partBytes } from './schema'
import { finishUpload, putPart, startUpload } from './upload'

/** Sends a file up as the browser does, part by part. */
export async function uploadFile(
  ctx: BrandContext,
  fileName: string,
  content: string | Buffer,
): Promise<string> {
  const bytes = Buffer.from(content)
  const { importId } = await startUpload(ctx, { fileName, byteSize: bytes.byteLength })
  for (let part = 0; part * partBytes < bytes.byteLength; part += 1) {
    await putPart(ctx, { importId, part, bytes: bytes.subarray(part * partBytes, (part + 1) * partBytes) })
  }
  await finishUpload(ctx, { importId })
  return importId
}

/** The plan that staff would send: columns as guessed, and evidence that holds. */
export async function plainPlan(
  ctx: BrandContext,
  importId: string,
  topicIds: string[],
  change: Partial<PlanInput> = {},
): Promise<PlanInput> {
  const { mapping, dayFirst } = await getImportPlan(ctx, importId)
  if (!mapping) throw new Error('This file has no columns.')
  return {
    importId,
    mapping,
    defaultCountry: 'NL',
    dayFirst,
    evidence: {
      topicIds,
      source: 'Klantenpas, papieren formulier',
      consentAt: null,
      wording: 'Ja, stuur mij acties via WhatsApp, hooguit 2 per maand.',
      language: 'nl',
      declared: true,
    },
    ...change,
  }
}
