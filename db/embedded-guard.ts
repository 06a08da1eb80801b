import { spawn } from 'node:child_process'

/**
 * Reads until its input closes. A line means: all is well, go. A close without a line means that whoever held
 * the other end was killed; then PostgreSQL is asked to stop, and after ten seconds told to.
 */
const script = `
read -r line && exit 0
kill -INT "$1" 2>/dev/null
for i in 1 2 3 4 5 6 7 8 9 10; do
  kill -0 "$1" 2>/dev/null || exit 0
  sleep 1
done
kill -QUIT "$1" 2>/dev/null
`

/**
 * Watches over PostgreSQL from a process of its own (a shell, about a megabyte), because a supervisor that is
 * killed outright cannot stop anything any more.
 */
export function startGuard(postgresPid: number): { dismiss: () => void } {
  if (process.platform === 'win32') return { dismiss: () => undefined }
  const guard = spawn('/bin/sh', ['-c', script, 'vinkje-postgres-guard', String(postgresPid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  // A pipe keeps the event loop alive unless told not to; its type does not say that it is a socket.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  return { dismiss: () => guard.stdin.end('\n') }
}
