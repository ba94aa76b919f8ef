import React from 'react';
import { TableCell } from '@adminjs/design-system';
import { useTranslation, type BasePropertyJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import type { PropertyCustom } from './contract.js';

/** A column's head: says how it is sorted, and stands over its numbers. */
export function PropertyHeader(props: {
  property: BasePropertyJSON;
  sortBy?: string;
  direction?: 'asc' | 'desc';
}): React.JSX.Element {
  const { property, sortBy, direction } = props;
  const { translateProperty } = useTranslation();
  const { search } = useLocation();
  const label = translateProperty(property.label, property.resourceId);
  const { kind } = property.custom as Partial<PropertyCustom>;
  const alignment = kind === 'money' || kind === 'number' || kind === 'percent' ? 'align-end' : '';
  const active = sortBy === property.propertyPath;
  const next = new URLSearchParams(search);
  next.set('sortBy', property.propertyPath);
  next.set('direction', active && direction === 'asc' ? 'desc' : 'asc');
  next.delete('page');
  return (
    <TableCell
      as="th"
      scope="col"
      className={`column-head ${alignment}`}
      aria-sort={active ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {property.isSortable ? (
        <Link to={{ search: next.toString() }}>
          {label}
          <span aria-hidden="true">{active ? (direction === 'asc' ? ' ↑' : ' ↓') : ''}</span>
        </Link>
      ) : (
        label
      )}
    </TableCell>
  );
}
