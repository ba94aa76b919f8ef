import React from 'react';
import { useSelector } from 'react-redux';
import { Link, useLocation } from 'react-router-dom';
import type { WeeklyCell, WeeklyData, WeeklySheetData } from '../../contract/weekly.js';
import type { State } from '../requests/state.js';
import { useText } from '../requests/use-text.js';

/** The customers of one agent, their total, and the commission with its formula. */
export function WeeklySheet(props: {
  sheet: WeeklySheetData;
  data: WeeklyData;
}): React.JSX.Element {
  const { sheet, data } = props;
  const text = useText();
  const { commission } = sheet;
  return (
    <section className="sheet" data-testid="sheet" aria-labelledby={`sheet-${sheet.id}`}>
      <div className="sheet-head">
        <h2 id={`sheet-${sheet.id}`}>
          <Link className="row-link" to={sheet.href}>
            {sheet.name}
          </Link>
        </h2>
        <p className="sheet-commission" data-testid="commission">
          {text('Weekly.commission')}{' '}
          <Link className="value-link" to={commission.href}>
            {commission.value}
          </Link>{' '}
          <span className="chart-note">
            = {commission.formula} ({commission.base})
          </span>
        </p>
      </div>
      <SheetTable data={data} name={sheet.name}>
        <tbody>
          {sheet.customers.map(({ id, name, href, cells }) => (
            <tr key={id} data-id={id}>
              <th scope="row">
                <Link className="row-link" to={href}>
                  {name}
                </Link>
              </th>
              <Cells cells={cells} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-id="total">
            <th scope="row">
              {data.isSummary ? <OpenSheet sheet={sheet} /> : text('Weekly.allCustomers')}
            </th>
            <Cells cells={sheet.total} />
          </tr>
        </tfoot>
      </SheetTable>
    </section>
  );
}

/** The total of all agents. */
export function WeeklyTotal(props: { data: WeeklyData; cells: WeeklyCell[] }): React.JSX.Element {
  const { data, cells } = props;
  const text = useText();
  return (
    <section className="sheet sheet-total" data-testid="sheet-total" aria-labelledby="sheet-all">
      <div className="sheet-head">
        <h2 id="sheet-all">{text('Weekly.everything')}</h2>
        {data.totalCommission && (
          <p className="sheet-commission">
            {text('Weekly.commission')}{' '}
            <Link className="value-link" to={data.totalCommission.href}>
              {data.totalCommission.value}
            </Link>
          </p>
        )}
      </div>
      <SheetTable data={data} name={text('Weekly.everything')}>
        <tfoot>
          <tr data-id="total">
            <th scope="row">{text('Weekly.everything')}</th>
            <Cells cells={cells} />
          </tr>
        </tfoot>
      </SheetTable>
    </section>
  );
}

function OpenSheet({ sheet }: { sheet: WeeklySheetData }): React.JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.set('agent', sheet.id);
  return (
    <Link className="value-link" to={{ search: query.toString() }}>
      {text('Weekly.openSheet', { count: sheet.customerCount })}
    </Link>
  );
}

function SheetTable(props: {
  data: WeeklyData;
  name: string;
  children: React.ReactNode;
}): React.JSX.Element {
  const text = useText();
  const language = useSelector((state: State) => state.locale.language);
  const label = text('Weekly.table', { name: props.name });
  const after = ['total', 'payments', 'settled', 'open', 'balance'] as const;
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table table-plain sheet-table">
        <thead>
          <tr>
            <th scope="col">{text('Weekly.customer')}</th>
            <th scope="col">{text('Weekly.carried')}</th>
            {props.data.columns.map((day) => (
              <th key={day} scope="col">
                {dayName(day, language)}
              </th>
            ))}
            {after.map((name) => (
              <th key={name} scope="col">
                {text(`Weekly.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {props.children}
      </table>
    </div>
  );
}

/** Formats a day as `Mon 02`; the page's title has the whole date. */
function dayName(day: string, language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return `${name} ${day.slice(8)}`;
}

function Cells({ cells }: { cells: WeeklyCell[] }): React.JSX.Element {
  return (
    <>
      {cells.map(({ value, cents, href }, index) => (
        <td key={index}>
          {href === null ? (
            <span className="value-none">–</span>
          ) : (
            <Link
              to={href}
              className={cents < 0 ? 'value-negative' : cents === 0 ? 'value-none' : undefined}
            >
              {cents === 0 ? '–' : value}
            </Link>
          )}
        </td>
      ))}
    </>
  );
}
