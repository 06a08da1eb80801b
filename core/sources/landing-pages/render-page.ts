import { callingCodesFor } from './countries'
import type { RenderedPage, RenderInput } from './document/rules'
import type { PageContent } from './schema'

/** The page's components, as a function; made where React is known. */
export type RenderPage = (input: RenderInput) => Promise<RenderedPage>

/** A page in one of its languages, as it will be stored and served. */
export type Rendering = RenderedPage & { language: RenderInput['language'] }

/** Renders a page in each of its languages, the one that strangers get first. */
export function renderLanguages(
  { brand, topics }: Pick<RenderInput, 'brand' | 'topics'>,
  content: PageContent,
  render: RenderPage,
): Promise<Rendering[]> {
  const { languages } = content.root.props
  return Promise.all(
    languages.map(async (language) => ({
      language,
      ...(await render({
        brand,
        content,
        topics,
        language,
        languages,
        callingCodes: callingCodesFor(brand.defaultCountry, language, brand.servedCountries),
      })),
    })),
  )
}
