const said = 'User-agent: *\nAllow: /p/\nAllow: /pictures/\nDisallow: /\n'

/** `/robots.txt`: pages that were published may be found, unless one says itself that it would rather not. Nothing else is for robots. */
export async function handleRobots(_request: Request): Promise<Response> {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' }
  return new Response(said, { headers })
}
