/** The database cannot be had. `message` is one line that says what to do about it. */
export class DatabaseStartError extends Error {
  override name = 'DatabaseStartError'
}
