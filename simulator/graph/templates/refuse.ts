import { GraphError } from '../errors'

/** A refusal of template content: the code is always 100, the subcode tells the rule. */
export const refuse = (subcode: number | undefined, title: string, explanation: string): GraphError =>
  new GraphError(100, explanation, { ...(subcode !== undefined && { subcode }), title, explanation })

export const tooLong = (what: string, most: number): GraphError =>
  refuse(
    2388040,
    'Character limit exceeded',
    `${what} can have at most ${most.toLocaleString('en')} characters.`,
  )

export const badHeader = (why: string) => refuse(2388047, 'Message header format is incorrect', why)
export const badBody = (why: string) => refuse(2388072, 'Message body format is incorrect', why)
export const badFooter = (why: string) => refuse(2388073, 'Message footer format is incorrect', why)
export const badParameter = (why: string) => refuse(undefined, 'Invalid parameter', why)
export const missingExample = (what: string) =>
  refuse(
    2388043,
    'Message template is missing expected field(s)',
    `${what}: give an example for every variable.`,
  )
