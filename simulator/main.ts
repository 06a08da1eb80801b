import { startSimulator } from './server'
import { readSettings, type Settings } from './settings'

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string): never => {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env, process.argv.slice(2))
  } catch (error) {
    return complain(`simulator: wrong setting. ${error instanceof Error ? error.message : String(error)}`)
  }
}

const settings = settingsOrExit()

/** One line that names the port and the setting that chooses another. */
function whyNot(error: NodeJS.ErrnoException & { mail?: boolean; port?: number }): string {
  if (error.code !== 'EADDRINUSE') return `simulator: could not start. ${error.message}`
  const setting = error.mail ? 'SIMULATOR_SMTP_PORT' : 'SIMULATOR_PORT'
  return `simulator: port ${error.port ?? settings.port} is taken. Stop what uses it, or set ${setting} to another port.`
}

const simulator = await startSimulator(settings).catch((error: NodeJS.ErrnoException) =>
  complain(whyNot(error)),
)

let closing = false
const close = () => {
  if (closing) return
  closing = true
  setTimeout(() => process.exit(0), 2500).unref()
  void simulator.close().finally(() => process.exit(0))
}
process.on('SIGINT', close)
process.on('SIGTERM', close)
process.on('disconnect', close)

say(`simulator takes mail on ${simulator.mailAddress}`)
say(`simulator ready on ${simulator.address}`)
process.send?.({ ready: true })
