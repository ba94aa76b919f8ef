import React from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { formatNumber } from '../../contract/format.js';
import type { ListMeta } from '../../contract/list.js';
import { useText } from '../requests/use-text.js';

const sizes = [25, 50, 100, 200];

interface PagerProps extends Omit<ListMeta, 'sortBy' | 'direction'> {
  /** number of rows on this page */
  shown: number;
}

/** The range of a list's page, links to the pages around it, and the number of rows on a page. */
export function Pager(props: PagerProps): React.JSX.Element {
  const { total, isCapped, page, perPage, shown } = props;
  const text = useText();
  const first = (page - 1) * perPage + 1;
  return (
    <nav className="pager" aria-label={text('Pager.pages')}>
      <span role="status" data-testid="pager-range">
        {shown === 0
          ? text('Pager.none')
          : text('Pager.range', {
              first: formatNumber(first),
              last: formatNumber(first + shown - 1),
              total: `${formatNumber(total)}${isCapped ? '+' : ''}`,
            })}
      </span>
      <PageLinks {...props} />
      <PageSize perPage={perPage} />
    </nav>
  );
}

/** Writes the address of another page, without the marks of this one. */
function useHref(): (changes: Record<string, string>) => { search: string } {
  const { search } = useLocation();
  return (changes) => {
    const query = new URLSearchParams(search);
    query.delete('before');
    query.delete('after');
    for (const [key, value] of Object.entries(changes)) query.set(key, value);
    return { search: query.toString() };
  };
}

function PageLinks(props: PagerProps): React.JSX.Element | null {
  const { total, isCapped, page, perPage, shown, before, after } = props;
  const text = useText();
  const href = useHref();
  const last = Math.max(1, Math.ceil(total / perPage));
  const hasNext = page < last || (isCapped === true && shown === perPage);
  if (page <= 1 && !hasNext) return null;
  return (
    <ul>
      <PageLink
        to={href({ page: String(page - 1), ...(before && page > 2 && { before }) })}
        enabled={page > 1}
        name="previous"
      >
        {text('Pager.previous')}
      </PageLink>
      {around(page, isCapped ? Math.max(page, last) : last).map((number) => (
        <li key={number}>
          <Link
            to={href({ page: String(number) })}
            aria-label={text('Pager.page', { number })}
            aria-current={number === page ? 'page' : undefined}
          >
            {number}
          </Link>
        </li>
      ))}
      <PageLink
        to={href({ page: String(page + 1), ...(after && { after }) })}
        enabled={hasNext}
        name="next"
      >
        {text('Pager.next')}
      </PageLink>
    </ul>
  );
}

function PageLink(props: {
  to: { search: string };
  enabled: boolean;
  name: string;
  children: React.ReactNode;
}): React.JSX.Element | null {
  if (!props.enabled) return null;
  return (
    <li>
      <Link to={props.to} data-testid={`page-${props.name}`}>
        {props.children}
      </Link>
    </li>
  );
}

/** The choice of how many rows a page has; another size begins at the first page. */
function PageSize({ perPage }: { perPage: number }): React.JSX.Element {
  const text = useText();
  const navigate = useNavigate();
  const href = useHref();
  return (
    <label>
      {text('Pager.perPage')}
      <select
        value={perPage}
        onChange={(event) => navigate(href({ perPage: event.target.value, page: '1' }))}
      >
        {[...new Set([...sizes, perPage])]
          .sort((left, right) => left - right)
          .map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Numbers five pages around this one; the last five for one beyond them. */
function around(page: number, last: number): number[] {
  const start = Math.max(1, Math.min(page - 2, last - 4));
  const end = Math.min(last, start + 4);
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}
