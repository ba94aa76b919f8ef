import React from 'react';
import { ViewHelpers, type BasePropertyProps } from 'adminjs';
import { Link } from 'react-router-dom';
import {
  formatBytes,
  formatDateTime,
  formatJson,
  formatLabel,
  formatDollars,
  formatNumber,
  formatStoredOdds,
  formatPercent,
  isEmpty,
} from '../../contract/format.js';
import type { PropertyCustom } from '../../contract/panel.js';
import { readableId } from '../../contract/record-id.js';
import { useText } from '../requests/use-text.js';
import { StoredFile } from './stored-file.js';

const paths = new ViewHelpers();

/** Characters of a text that takes the whole width of a record's page. */
const LONG_TEXT = 300;

/** A property's value in a list or on a record's page. */
export default function ValueCell(props: BasePropertyProps): React.JSX.Element {
  const { property, record } = props;
  const { joint } = property.custom as Partial<PropertyCustom>;
  const row = joint && record?.populated[property.path];
  if (!row || isEmpty(record.params[property.path])) return <Value {...props} />;
  return (
    <RecordLink resourceId={joint.hasPage ? joint.resourceId : null} id={row.id}>
      <Value {...props} />
      {joint.isFirst && ` · ${row.title}`}
    </RecordLink>
  );
}

function Value({ property, record, where }: BasePropertyProps): React.JSX.Element {
  const custom = property.custom as Partial<PropertyCustom>;
  const value: unknown = record?.params[property.path];
  if (isEmpty(value)) return <NoValue isEmptyText={value === '' && custom.isNullApart === true} />;
  switch (custom.kind ?? 'text') {
    case 'money': {
      const sign = Number(value) < 0 ? ' value-negative' : '';
      return <span className={`value-money${sign}`}>{formatDollars(value, custom.currency)}</span>;
    }
    case 'number':
    case 'integer':
      return (
        <span className="value-number">
          {custom.odds === undefined
            ? formatNumber(value, custom)
            : formatStoredOdds(value, custom.odds)}
        </span>
      );
    case 'percent':
      return <span className="value-number">{formatPercent(value)}</span>;
    case 'date':
      return <time className="value-date">{shownDay(value, custom.timezone)}</time>;
    case 'time':
      return <time className="value-date">{String(value)}</time>;
    case 'datetime': {
      const { text, title } = formatDateTime(value, custom.timezone);
      return (
        <time className="value-date" dateTime={String(value)} title={title}>
          {text}
        </time>
      );
    }
    case 'enum':
      return (
        <span className={`badge tone-${custom.tones?.[String(value)] ?? 'neutral'}`}>
          {label(property, String(value))}
        </span>
      );
    case 'boolean':
      return typeof value === 'boolean' ? <Flag isSet={value} /> : <span>{String(value)}</span>;
    case 'json':
      return where === 'show' ? (
        <pre className="value-json">{formatJson(value)}</pre>
      ) : (
        <code className="value-code">{typeof value === 'string' ? value : formatJson(value)}</code>
      );
    case 'blob':
      return where === 'show' && record ? (
        <StoredFile property={property} record={record} />
      ) : (
        <span className="value-number">{formatBytes(value)}</span>
      );
    case 'reference':
      return <ReferenceLink property={property} record={record} />;
    case 'id':
      return <code className="value-code">{String(value)}</code>;
    case 'long_text':
    case 'text':
      return isUuid(value) ? (
        <code className="value-code">{value}</code>
      ) : (
        <span className={`value-text${String(value).length > LONG_TEXT ? ' value-long' : ''}`}>
          {String(value)}
        </span>
      );
  }
}

/** NULL as a dash; the empty text in words where a column has both. */
function NoValue({ isEmptyText }: { isEmptyText: boolean }): React.JSX.Element {
  const text = useText();
  return <span className="value-none">{isEmptyText ? text('Value.emptyText') : '–'}</span>;
}

/** A column of days may hold instants as well, which other programs stored. */
function shownDay(value: unknown, timezone: string | undefined): string {
  return /^\d{4}-\d\d-\d\d./.test(String(value))
    ? formatDateTime(value, timezone).text
    : String(value);
}

function Flag({ isSet }: { isSet: boolean }): React.JSX.Element {
  const text = useText();
  return <span>{text(isSet ? 'Value.yes' : 'Value.no')}</span>;
}

/** A referenced record by its title, as a link where its page is open to the role. */
function ReferenceLink({
  property,
  record,
}: {
  property: BasePropertyProps['property'];
  record: BasePropertyProps['record'] | undefined;
}): React.JSX.Element {
  const { hasPage } = property.custom as Partial<PropertyCustom>;
  const row = record?.populated[property.path];
  const id = String(record?.params[property.path]);
  // A row that the role may not see, or that does not exist, has no page.
  if (!row) return <span>{readableId(id)}</span>;
  return (
    <RecordLink resourceId={hasPage === true ? property.reference : null} id={row.id}>
      {row.title}
    </RecordLink>
  );
}

/** A link to a record's page. */
function RecordLink(props: {
  resourceId: string | null;
  id: string;
  children: React.ReactNode;
}): React.JSX.Element {
  const { resourceId, id, children } = props;
  // A row that is not there has no id.
  if (resourceId === null || id === '') return <span>{children}</span>;
  const to = paths.recordActionUrl({ resourceId, recordId: id, actionName: 'show' });
  return (
    <Link className="value-link" to={to} onClick={(event) => event.stopPropagation()}>
      {children}
    </Link>
  );
}

/** Returns true for the id of a row in a column that is no reference. */
function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
}

function label(property: BasePropertyProps['property'], value: string): string {
  const available = property.availableValues?.find((option) => String(option.value) === value);
  return available?.label ?? formatLabel(value);
}
