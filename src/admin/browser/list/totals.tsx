import React from 'react';
import { type BasePropertyJSON } from 'adminjs';
import { formatDollars } from '../../contract/format.js';
import type { TotalsReply } from '../../contract/list.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { useText } from '../requests/use-text.js';

/** The last line of a table: the totals of its money columns over all matching rows. */
export function TableTotals(props: {
  properties: BasePropertyJSON[];
  totals: TotalsReply | undefined;
  hasChoice: boolean;
}): React.JSX.Element | null {
  const { properties, totals, hasChoice } = props;
  const text = useText();
  if (!totals || !properties.some(({ propertyPath }) => propertyPath in totals.totals)) return null;
  const label = text(totals.isCapped ? 'List.totalCapped' : 'List.total');
  const first = properties.findIndex(({ propertyPath }) => !(propertyPath in totals.totals));
  return (
    <tfoot data-testid="totals">
      <tr>
        {hasChoice && <td className="table-choose">{first === -1 && label}</td>}
        {properties.map(({ propertyPath: path, custom }, index) => {
          const total = totals.totals[path];
          if (index === first) {
            return (
              <th key={path} scope="row">
                {label}
              </th>
            );
          }
          if (total === undefined) return <td key={path} />;
          const { currency } = custom as Partial<PropertyCustom>;
          return (
            <td key={path} className="align-end" data-total={path}>
              <span className={`value-money${total < 0 ? ' value-negative' : ''}`}>
                {formatDollars(total, currency)}
              </span>
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
