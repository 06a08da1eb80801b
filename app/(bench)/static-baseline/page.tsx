import type { Metadata } from 'next'

export const dynamic = 'force-static'

export const metadata: Metadata = { title: 'Static baseline' }

/**
 * The lightest page that Next can serve: what `npm run bench -- landing` holds the public landing page against. It
 * says nothing and leads nowhere.
 */
export default function StaticBaselinePage() {
  return (
    <main>
      <h1>Static baseline</h1>
      <p>A page that was made when the application was built.</p>
    </main>
  )
}
