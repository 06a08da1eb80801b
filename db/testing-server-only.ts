// Stands in for the package "server-only" under vitest (see vitest.config.ts).
export {}
