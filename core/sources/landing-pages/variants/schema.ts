/** How much of the visitors may see B, in percent. Less than 5 takes for ever, more than 95 is no test. */
export const shareLimits = { least: 5, most: 95 } as const
