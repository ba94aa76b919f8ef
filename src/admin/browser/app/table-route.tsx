import React, { type ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import { useTable } from '../requests/use-table.js';
import { TableToCome } from '../ui/table-to-come.js';

/** A page of a table, which AdminJS draws as soon as the store has the table's description. */
export function TableRoute(props: { OriginalComponent: ComponentType }): React.JSX.Element {
  const { OriginalComponent } = props;
  const { resourceId = '' } = useParams();
  const { table, name, failure, retry } = useTable(resourceId);
  if (table) return <OriginalComponent />;
  return (
    <section className="table-page">
      <header className="page-head">
        <h1>{name}</h1>
      </header>
      <TableToCome failure={failure} retry={retry} />
    </section>
  );
}
