import { request } from 'undici'
import { AppError } from '../../platform/errors'
import { connectionCode } from '../whatsapp/errors'
import { simulatorApi } from './prepare'

/** Sets the stage there, over its control API. @throws AppError `simulator-away` */
export async function tellSimulator(path: string, body: object): Promise<void> {
  const { apiBaseUrl } = simulatorApi()
  try {
    const answer = await request(`${apiBaseUrl}${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    })
    await answer.body.dump()
    if (answer.statusCode === 200) return
    throw new AppError('simulator-away', { params: { reason: answer.statusCode } })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('simulator-away', { params: { reason: connectionCode(error) }, cause: error })
  }
}
