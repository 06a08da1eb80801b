import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./app/i18n.ts')

/** @type {import('next').NextConfig} */
const config = {
  // A second copy, a test run and a dev server on one machine must not share a build folder.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // Types are checked by `npm run check`, which CI runs first; whoever starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    ...['@node-rs/argon2', 'postgres', 'pino', 'graphile-worker', 'happy-dom', 'qrcode', 'undici'],
    ...['pdfkit', 'sharp', '@takumi-rs/core', '@takumi-rs/helpers'],
    '@aws-sdk/client-s3',
    ...['zxing-wasm', '@hyzyla/pdfium'],
  ],
  devIndicators: false,
  // Both names of this machine: without it pages at 127.0.0.1 stay lifeless in development.
  allowedDevOrigins: ['127.0.0.1'],
}

export default withNextIntl(config)
