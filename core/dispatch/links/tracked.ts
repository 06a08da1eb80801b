import { getSettings } from '../../platform/env'
import type { TemplateValues } from '../../templates/rules'
import type { TemplateComponents } from '../../templates/schema'
import { trackedButtons } from '../../templates/tracked-links'
import { makeLinkToken } from './token'

/** What stands in the buttons whose clicks are counted, for one message; goes over what the campaign has there. */
export const trackedValues = (
  components: TemplateComponents,
  message: { brandId: string; messageId: string },
): TemplateValues =>
  Object.fromEntries(
    trackedButtons(components, getSettings().PUBLIC_URL).map((button) => [
      `button_${button}`,
      makeLinkToken({ ...message, button }),
    ]),
  )
