import type { BrandScope } from './scope'

/** Makes a scope. Imported by the permission gate alone; the import check fails on any other file. */
export const mintScope = (brandId: string, slug: string, role: BrandScope['role']): BrandScope =>
  // The brand exists in types only: this cast is the one place where it is given.
  ({ brandId, slug, role }) as BrandScope
