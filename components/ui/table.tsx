import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx'

/** Where a cell stands in the two-line row of a phone. A cell without a place is left out there. */
export type Place = 'main' | 'end' | 'sub' | 'sub-end' | 'action'

/**
 * A plain table with hairline rows. The roles are written out because a phone turns rows into grids, and browsers
 * then forget what they were.
 */
export function Table(props: { label: string; dense?: boolean; children: ReactNode; className?: string }) {
  return (
    <table
      // biome-ignore lint/a11y/noRedundantRoles: see above
      role="table"
      aria-label={props.label}
      data-dense={props.dense || undefined}
      className={cx('ruled-table', props.className)}
    >
      {props.children}
    </table>
  )
}

/** The head: pass `Th`s. */
export const TableHead = ({ children }: { children: ReactNode }) => (
  <thead>
    <Row>{children}</Row>
  </thead>
)

/** The rows. */
export const TableBody = ({ children }: { children: ReactNode }) => <tbody>{children}</tbody>

/** A row. With a `RowLink` in its main cell the whole row goes there. */
export const Row = ({ children, isSelected }: { children: ReactNode; isSelected?: boolean }) => (
  // biome-ignore lint/a11y/noRedundantRoles: see Table
  <tr role="row" aria-selected={isSelected}>
    {children}
  </tr>
)

export const Th = ({ children, end }: { children: ReactNode; end?: boolean }) => (
  // biome-ignore lint/a11y/noRedundantRoles: see Table
  <th role="columnheader" scope="col" data-align={end ? 'end' : undefined}>
    {children}
  </th>
)

/** A cell. Numbers stand at the end. */
export const Td = (props: { children: ReactNode; place?: Place; end?: boolean; className?: string }) => (
  <td
    // biome-ignore lint/a11y/noRedundantRoles: see Table
    role="cell"
    data-place={props.place}
    data-align={props.end ? 'end' : undefined}
    className={props.className}
  >
    {props.children}
  </td>
)

/** The link of a row: covers all of it. Put other controls of the row in an element with class `row-actions`. */
export const RowLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="row-link">
    {children}
  </Link>
)
