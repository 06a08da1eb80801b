import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser'

/**
 * Which file may know which. `npm run check` fails on a breach: it is a mistake in the design, not in the rule.
 *
 *     app → components → core → db        worker, server.ts → core, db        simulator → nothing of ours
 *
 * Inside core, each module imports only from those before it in this list.
 */
const coreOrder = [
  'platform',
  'audit',
  'brands',
  'staff',
  'providers',
  'consent',
  'subscribers',
  'templates',
  'policy',
  'sources',
  'campaigns',
  'dispatch',
  'inbound',
  'insights',
  'retention',
]

/** Tests and their scenery see further than what they test: they use other modules, and run the simulator. */
const tests = '(\\.test|/testing-[^/]+)\\.tsx?$'
const ours = '^(app|bench|components|core|db|e2e|scripts|server|server\\.ts|simulator|worker)(/|$)'

const coreRules = coreOrder.map(
  (name, index): IForbiddenRuleType => ({
    name: `core-order-${name}`,
    comment: `core/${name} imports only from: ${coreOrder.slice(0, index + 1).join(', ')}`,
    severity: 'error',
    from: { path: `^core/${name}/`, pathNot: tests },
    to: { path: '^core/', pathNot: coreOrder.slice(0, index + 1).map((before) => `^core/${before}/`) },
  }),
)

export const importRules: IForbiddenRuleType[] = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or miss a third. Types count.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-found',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'core-modules-are-known',
    comment: 'A new module of core gets its place in the list above.',
    severity: 'error',
    from: { path: ours },
    to: { path: '^core/', pathNot: coreOrder.map((name) => `^core/${name}/`) },
  },
  ...coreRules,
  {
    name: 'core-knows-no-web',
    comment: 'core is plain TypeScript: it knows neither Next nor the request, nor who calls it.',
    severity: 'error',
    from: { path: '^core/', pathNot: tests },
    to: {
      path: [ours, '^node_modules/(next|next-auth|next-intl|next-safe-action|nuqs)/'],
      pathNot: '^(core|db)/',
    },
  },
  {
    name: 'react-in-core-renders-documents-only',
    comment: 'Public pages are documents, rendered from React components once, when they are published.',
    severity: 'error',
    from: { path: '^core/', pathNot: [tests, '^core/sources/landing-pages/'] },
    to: { path: '^node_modules/(react|react-dom)/' },
  },
  {
    name: 'db-knows-nobody',
    severity: 'error',
    from: { path: '^db/', pathNot: ['^db/seed/', tests] },
    to: { path: ours, pathNot: '^db/' },
  },
  {
    name: 'components-know-pure-core',
    comment: 'What a browser may load of core: schema.ts, rules.ts, states.ts.',
    severity: 'error',
    from: { path: '^components/', pathNot: tests },
    to: { path: '^core/', pathNot: '/(schema|rules|states)\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'components-know-words-of-db',
    comment: 'Of db, components know the words of the states and types.',
    severity: 'error',
    from: { path: '^components/', pathNot: tests },
    to: { path: '^db/', pathNot: '^db/states\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'components-know-no-app',
    severity: 'error',
    from: { path: '^components/', pathNot: tests },
    to: { path: ours, pathNot: '^(components|core|db)/' },
  },
  {
    name: 'app-knows-what-is-below',
    severity: 'error',
    from: { path: '^app/', pathNot: tests },
    to: { path: ours, pathNot: '^(app|components|core|db)/' },
  },
  {
    name: 'processes-know-core-and-db',
    severity: 'error',
    from: { path: '^(worker|server|server\\.ts)(/|$)', pathNot: tests },
    to: { path: ours, pathNot: '^(worker|server|core|db)/' },
  },
  {
    name: 'simulator-is-a-stranger',
    comment: 'It plays a third party. What it shares with us is the wire.',
    severity: 'error',
    from: { path: '^simulator/' },
    to: { path: ours, pathNot: '^simulator/' },
  },
  {
    name: 'nobody-imports-the-simulator',
    severity: 'error',
    from: { path: ours, pathNot: ['^simulator/', '^(e2e|bench)/', tests] },
    to: { path: '^simulator/' },
  },
  {
    name: 'only-the-gate-mints-scopes',
    comment: 'A scope is the proof that permission was asked. Get one from core/staff/gate.ts.',
    severity: 'error',
    from: { pathNot: '^core/staff/gate\\.ts$' },
    to: { path: '^core/brands/mint-scope\\.ts$' },
  },
  {
    name: 'the-seed-is-an-entry-point',
    comment: 'db/seed uses the whole house; nothing below it may use it. See docs/decisions/0003.',
    severity: 'error',
    from: { path: ours, pathNot: ['^(bench|db/seed|e2e|scripts)/', tests] },
    to: { path: '^db/seed/' },
  },
  {
    name: 'no-tests-in-the-house',
    severity: 'error',
    from: { path: ours, pathNot: [tests, '^e2e/', 'testing[^/]*\\.tsx?$'] },
    to: { path: [tests, 'testing[^/]*\\.tsx?$', '^e2e/'] },
  },
]

export const cruiseOptions: ICruiseOptions = {
  // The TypeScript 7 compiler has no API for others yet; swc reads the same sources.
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)\\.next' },
}
