import { tellSimulator } from './tell-simulator'

type SimulatedCm = {
  productToken: string
  verifiedName: string
  displayPhoneE164: string
  templateNamespace: string
}

/**
 * Has the simulator, as CM.com, run a number that it has: what staff do in CM.com's portal. With `urls`, it calls back there.
 * @throws AppError `simulator-away`, also where the simulator has no such number
 */
export function putAtSimulatedCm(
  { productToken, verifiedName, displayPhoneE164, templateNamespace }: SimulatedCm,
  urls?: { statuses: string; messages: string },
): Promise<void> {
  return tellSimulator(`/control/cm/accounts/${productToken}`, {
    name: verifiedName,
    whatsappNumber: displayPhoneE164.slice(1),
    namespace: templateNamespace,
    ...(urls ? { statusesUrl: urls.statuses, messagesUrl: urls.messages } : {}),
  })
}
