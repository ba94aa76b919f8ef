import React from 'react';
import type { ActionProps } from 'adminjs';
import type { TilesData } from '../../contract/dashboard.js';
import { RecordView, type RecordViewProps } from '../record/view.js';
import { useView } from '../requests/use-view.js';
import { Tile } from './dashboard.js';

/** A view of one record that shows a few figures, each leading to the rows behind it. */
export default function Tiles({ resource, record, action }: ActionProps): React.JSX.Element | null {
  return record ? <TilesPage {...{ resource, record, action }} /> : null;
}

function TilesPage(props: RecordViewProps): React.JSX.Element {
  const view = useView<TilesData>(props.resource.id, props.record.id, props.action.name, {});
  return (
    <RecordView {...props} name="record-tiles" view={view}>
      {({ tiles }) => (
        <ul className="tiles">
          {tiles.map((tile) => (
            <Tile key={tile.id} {...tile} />
          ))}
        </ul>
      )}
    </RecordView>
  );
}
