import React from 'react';
import { Link } from 'react-router-dom';
import type { BulkParty } from '../../contract/bulk.js';
import { formatNumber } from '../../contract/format.js';
import { useText } from '../requests/use-text.js';
import { FirstOnes } from '../ui/first-ones.js';

/** Agents or customers that a run touches, with its effect on each. */
export function Parties({ parties }: { parties: BulkParty[] }): React.JSX.Element {
  const text = useText();
  const hasBalances = parties.some(({ before }) => before !== undefined);
  return (
    <FirstOnes
      items={parties}
      render={(shown) => (
        <div className="table-scroll">
          <table className="table table-plain">
            <thead>
              <tr>
                <th scope="col">{text('BulkPreview.who')}</th>
                <th scope="col" className="align-end">
                  {text('BulkPreview.rowCount')}
                </th>
                <th scope="col" className="align-end">
                  {text('BulkPreview.effect')}
                </th>
                {hasBalances && (
                  <th scope="col" className="align-end">
                    {text('BulkPreview.balance')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((party) => (
                <Party key={party.id} party={party} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    />
  );
}

function Party({ party }: { party: BulkParty }): React.JSX.Element {
  const text = useText();
  const { name, href, rows, effect, isDebit, before, after, limit, isOverLimit } = party;
  return (
    <tr>
      <td>
        <Link className="value-link" to={href}>
          {name}
        </Link>
        {isOverLimit && (
          <span className="badge tone-warn party-limit">
            {text('BulkPreview.limit', { limit: limit ?? '' })}
          </span>
        )}
      </td>
      <td>
        <span className="value-number">{formatNumber(rows)}</span>
      </td>
      <td>
        <span className={`value-money${isDebit ? ' value-negative' : ''}`}>{effect}</span>
      </td>
      {before !== undefined && (
        <td>
          <span className="value-money">
            {before} → {after}
          </span>
        </td>
      )}
    </tr>
  );
}
