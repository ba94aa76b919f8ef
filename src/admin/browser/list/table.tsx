import React from 'react';
import {
  BasePropertyComponent,
  useTranslation,
  ViewHelpers,
  type ActionJSON,
  type BasePropertyJSON,
  type RecordJSON,
  type ResourceJSON,
} from 'adminjs';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { TotalsReply } from '../../contract/list.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { fromFirstPage } from '../filter/address.js';
import { useText } from '../requests/use-text.js';
import { TableTotals } from './totals.js';

const paths = new ViewHelpers();

interface TableProps {
  resource: ResourceJSON;
  records: RecordJSON[];
  /** its columns, in order */
  properties: BasePropertyJSON[];
  totals: TotalsReply | undefined;
  /** parameters of the list, for the pages of its records */
  search: string;
  sortBy: string | undefined;
  direction: 'asc' | 'desc' | undefined;
  /** true for a list of more rows than the server counts */
  isCapped: boolean;
  chosen: RecordJSON[];
  onChoose: (records: RecordJSON[]) => void;
}

/** The rows of a list, with boxes to choose those that have a bulk action. */
export function RecordsTable(props: TableProps): React.JSX.Element {
  const { resource, records, properties, totals, search, chosen, onChoose } = props;
  const { translateLabel } = useTranslation();
  const text = useText();
  const label = translateLabel(resource.name, resource.id);
  const choosable = records.filter(({ bulkActions }) => bulkActions.length > 0);
  const all = choosable.length > 0 && choosable.every((record) => isIn(chosen, record));
  const linked = linkedPath(resource, properties);
  return (
    <div className="table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {choosable.length > 0 && (
              <th className="table-choose">
                <input
                  type="checkbox"
                  aria-label={text('List.chooseAll')}
                  checked={all}
                  onChange={() => onChoose(all ? [] : choosable)}
                />
              </th>
            )}
            {properties.map((property) => (
              <ColumnHead key={property.propertyPath} property={property} {...props} />
            ))}
            {linked === undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <RecordRow
              key={record.id}
              resource={resource}
              record={record}
              properties={properties}
              search={search}
              linked={linked}
              choosable={choosable.length > 0}
              isChosen={isIn(chosen, record)}
              onChoose={() =>
                onChoose(
                  isIn(chosen, record)
                    ? chosen.filter(({ id }) => id !== record.id)
                    : [...chosen, record],
                )
              }
            />
          ))}
        </tbody>
        <TableTotals properties={properties} totals={totals} hasChoice={choosable.length > 0} />
      </table>
    </div>
  );
}

/** Returns the order that the head of a column links; a reference is sorted by what it shows. */
function orderOf(property: BasePropertyJSON, isCapped: boolean): string | null {
  const { sortsByTitle } = property.custom as Partial<PropertyCustom>;
  if (sortsByTitle === true) return isCapped ? null : `${property.propertyPath}.title`;
  return property.isSortable ? property.propertyPath : null;
}

/** The head of a column: sorts by it, shows the order, and aligns with its values. */
function ColumnHead({
  property,
  sortBy,
  direction,
  isCapped,
}: Pick<TableProps, 'sortBy' | 'direction' | 'isCapped'> & {
  property: BasePropertyJSON;
}): React.JSX.Element {
  const { translateProperty } = useTranslation();
  const { search } = useLocation();
  const label = translateProperty(property.label, property.resourceId);
  const order = orderOf(property, isCapped);
  const isSorted = order !== null && sortBy === order;
  const next = new URLSearchParams(search);
  next.set('sortBy', order ?? '');
  next.set('direction', isSorted && direction === 'asc' ? 'desc' : 'asc');
  fromFirstPage(next);
  return (
    <th
      scope="col"
      className={isNumeric(property) ? 'align-end' : undefined}
      aria-sort={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {order !== null ? (
        <Link to={{ search: next.toString() }}>
          {label}
          {isSorted && <span aria-hidden="true">{direction === 'asc' ? ' ↑' : ' ↓'}</span>}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

interface RecordRowProps extends Pick<TableProps, 'resource' | 'properties' | 'search'> {
  record: RecordJSON;
  linked: string | undefined;
  choosable: boolean;
  isChosen: boolean;
  onChoose: () => void;
}

/** A row that opens its record by a click anywhere, and by a link for keyboards and new tabs. */
function RecordRow(props: RecordRowProps): React.JSX.Element {
  const { resource, record, properties, search, linked, choosable, isChosen, onChoose } = props;
  const text = useText();
  const { translateAction } = useTranslation();
  const navigate = useNavigate();
  const labelOf = ({ label }: ActionJSON) => translateAction(label, resource.id);
  const action = record.recordActions.find(({ name }) => name === 'show' || name === 'edit');
  const to =
    action &&
    `${paths.recordActionUrl({ resourceId: resource.id, recordId: record.id, actionName: action.name })}${search}`;
  const open = (event: React.MouseEvent) => {
    const onControl = (event.target as Element).closest('a, button, input, label') !== null;
    if (to === undefined || onControl || window.getSelection()?.toString() !== '') return;
    navigate(to);
  };
  return (
    <tr className={isChosen ? 'is-chosen' : undefined} onClick={open} data-id={record.id}>
      {choosable && (
        <td className="table-choose">
          {record.bulkActions.length > 0 && (
            <input
              type="checkbox"
              aria-label={text('List.choose', { title: record.title })}
              checked={isChosen}
              onChange={onChoose}
            />
          )}
        </td>
      )}
      {properties.map((property) => {
        const path = property.propertyPath;
        const value = (
          <BasePropertyComponent
            where="list"
            property={property}
            resource={resource}
            record={record}
          />
        );
        return (
          <td
            key={path}
            data-column={path}
            className={isNumeric(property) ? 'align-end' : undefined}
          >
            {path === linked && to !== undefined ? (
              <Link className="row-link" to={to}>
                {value}
              </Link>
            ) : (
              value
            )}
          </td>
        );
      })}
      {linked === undefined && (
        <td>
          {action && to !== undefined && (
            <Link className="row-link" to={to} aria-label={`${labelOf(action)}: ${record.title}`}>
              {labelOf(action)}
            </Link>
          )}
        </td>
      )}
    </tr>
  );
}

/** Picks the column for the row's link: its title, else the first, of those without a link. */
function linkedPath(
  { titleProperty }: ResourceJSON,
  properties: BasePropertyJSON[],
): string | undefined {
  const plain = properties.filter((property) => !hasLink(property)).map((one) => one.propertyPath);
  return plain.find((path) => path === titleProperty.propertyPath) ?? plain[0];
}

/** Returns true for a column whose values link other rows: a link inside a link is none. */
function hasLink({ reference, custom }: BasePropertyJSON): boolean {
  return reference !== null || (custom as Partial<PropertyCustom>).joint !== undefined;
}

function isNumeric({ custom }: BasePropertyJSON): boolean {
  const { kind } = custom as Partial<PropertyCustom>;
  return kind !== undefined && ['money', 'number', 'integer', 'percent', 'blob'].includes(kind);
}

function isIn(records: RecordJSON[], record: RecordJSON): boolean {
  return records.some(({ id }) => id === record.id);
}
