/**
 * How our own processes that stay are run. On a machine with much memory V8 keeps over a hundred megabytes for what lives a
 * moment; a process that hands on what it reads needs a tenth of that.
 */
export const nodeArgs = ['--max-semi-space-size=16', '--import', 'tsx'] as const
