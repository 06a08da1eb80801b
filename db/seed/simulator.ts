/** What the simulator is told about the demo account. It is another program: only its control addresses are known. */
export type SimulatedTemplate = {
  name: string
  language: string
  category: 'MARKETING' | 'UTILITY'
  components: Record<string, unknown>[]
  status: string
  quality_score: string
  rejected_reason?: string
}

export type SimulatedAccount = {
  businessName: string
  phoneNumberId: string
  displayPhoneNumber: string
  verifiedName: string
  accessToken: string
  appSecret: string
  messagingLimit: string
  qualityRating: string
  about: { picture: string; colour: string }
}

/** Asks for one thing. @throws Error in one line that names the address, when the simulator is away or refuses */
async function tell(
  simulatorUrl: string,
  method: 'PUT' | 'POST',
  path: string,
  body: unknown,
): Promise<unknown> {
  const url = `${simulatorUrl}/control${path}`
  let response: Response
  try {
    response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
  } catch (cause) {
    throw new Error(`The WhatsApp simulator does not answer at ${url}: is it running?`, { cause })
  }
  if (!response.ok)
    throw new Error(
      `The WhatsApp simulator refused ${method} ${url}: ${response.status} ${await response.text()}`,
    )
  return response.json()
}

/** Empties it: chats and templates of an earlier story do not belong to this one. */
export const resetSimulator = (simulatorUrl: string) => tell(simulatorUrl, 'POST', '/reset', {})

export const putAccount = (simulatorUrl: string, wabaId: string, account: SimulatedAccount) =>
  tell(simulatorUrl, 'PUT', `/accounts/${wabaId}`, account)

/** Adds or changes templates by name and language. */
export const putTemplates = (simulatorUrl: string, wabaId: string, templates: SimulatedTemplate[]) =>
  tell(simulatorUrl, 'PUT', `/accounts/${wabaId}/templates`, templates)

/** A phone of the simulator's screen. */
export const addPhone = (simulatorUrl: string, phone: { number: string; name: string }) =>
  tell(simulatorUrl, 'POST', '/phones', phone)

/** The names that simulated customers go by, so that they are called there as they are here. */
export const nameCustomers = (simulatorUrl: string, people: { number: string; name: string }[]) =>
  tell(simulatorUrl, 'PUT', '/customers', people)
