import { z } from 'zod'

/** As many as the list shows. */
export const mostChosen = 500
/** Each is drawn and read back twice, while somebody waits. */
export const mostFiles = 60

const chosen = { qrCodeIds: z.array(z.uuid()).min(1).max(mostChosen) }

export const switchChosenInput = z.object({ ...chosen, state: z.enum(['active', 'paused']) })

export const repointChosenInput = z.object({ ...chosen, landingPageId: z.uuid() })

export const chosenFilesInput = z.object({ qrCodeIds: z.array(z.uuid()).min(1).max(mostFiles) })
