import { z } from 'zod'
import type { Account } from '../store/accounts'
import type { Template } from '../store/templates'
import type { World } from '../world'
import { GraphError } from './errors'
import { parsePart } from './read-json'

const TemplatePart = z.object({
  name: z.string(),
  language: z.object({ code: z.string(), policy: z.string().optional() }),
  components: z.unknown().optional(),
})

const syncMs = 10 * 60_000

/** The template a message names, if it may be sent now; refuses with 132001, 132015, 132016, 131055 or 134101. */
export function sendableTemplate(
  world: World,
  account: Account,
  body: Record<string, unknown>,
  lite: boolean,
): { template: Template; components: unknown } {
  const part = parsePart(TemplatePart, body['template'], 'template')
  const template = world.store.templates.find(account.waba_id, part.name, part.language.code)
  if (template?.status === 'PAUSED') {
    throw new GraphError(132015, `Template ${part.name} is paused because of its low quality.`)
  }
  if (template?.status === 'DISABLED') {
    throw new GraphError(132016, `Template ${part.name} was paused too often and is disabled for good.`)
  }
  if (template?.status !== 'APPROVED') {
    throw new GraphError(132001, `template name (${part.name}) does not exist in ${part.language.code}`)
  }
  if (lite && template.category !== 'MARKETING') {
    throw new GraphError(131055, `Template ${part.name} is not a marketing template.`)
  }
  if (lite && world.clock() - template.created_at < syncMs) {
    throw new GraphError(134101, 'The template is still syncing: wait 10 minutes after it was created.')
  }
  return { template, components: part.components }
}
