import { connect, createServer } from 'node:net'
import { Failure } from './failure'

/**
 * Checks that a port can be listened on.
 * @param variable the setting that chooses another one.
 * @throws Failure with one line that names the port and the way out.
 */
export async function requireFreePort(port: number, variable: string, command: string): Promise<void> {
  const problem = (await somebodyAnswers(port)) ? 'EADDRINUSE' : await tryListen(port)
  if (!problem) return
  const example = `${variable}=${port + 10} ${command}`
  if (problem === 'EACCES')
    throw new Failure(`Port ${port} may not be used by this account. Choose another: ${example}`)
  throw new Failure(
    `Port ${port} is in use by another program. Stop that one, or choose another port: ${example}`,
  )
}

function tryListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, () => server.close(() => resolve(undefined)))
  })
}

/** A program that listens on 127.0.0.1 alone does not keep us from listening on all addresses, but meets our visitors. */
function somebodyAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 })
    const answer = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('timeout', () => answer(false))
  })
}
