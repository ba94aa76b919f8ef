import React from 'react';
import { useTranslation, type ActionProps } from 'adminjs';
import { Tile } from './dashboard.js';
import type { TilesData } from './dashboard-contract.js';
import { RecordTabs } from './record-tabs.js';
import { useView } from './use-view.js';

/** A view of one row that is a few numbers, each leading to what is behind it. */
export default function Tiles({ resource, record, action }: ActionProps): React.JSX.Element | null {
  return record ? <TilesPage {...{ resource, record, action }} /> : null;
}

type Props = Required<Pick<ActionProps, 'resource' | 'action'>> & {
  record: NonNullable<ActionProps['record']>;
};

function TilesPage({ resource, record, action }: Props): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  const { data, problem, loading } = useView<TilesData>(resource.id, record.id, action.name, {});
  return (
    <section data-testid="tiles" aria-busy={loading}>
      <RecordTabs resource={resource} record={record} current={action.name} />
      {problem !== undefined && (
        <p className="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {data === undefined && problem === undefined && (
        <p className="list-empty">{text('Dashboard.loading')}</p>
      )}
      {data && (
        <ul className="tiles">
          {data.tiles.map((tile) => (
            <Tile key={tile.id} {...tile} />
          ))}
        </ul>
      )}
    </section>
  );
}
