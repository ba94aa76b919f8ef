import React, { useEffect, useState } from 'react';
import { useTranslation, ViewHelpers, type RecordJSON } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { useText } from '../requests/use-text.js';

const paths = new ViewHelpers();

/** Keeps the chosen rows of a list, until the list shows others. */
export function useChosenRows(resourceId: string, search: string) {
  const [chosen, setChosen] = useState<RecordJSON[]>([]);
  const [isAll, setAll] = useState(false);
  useEffect(() => setChosen([]), [resourceId, search]);
  useEffect(() => setAll(false), [chosen]);
  return { chosen, setChosen, isAll, setAll };
}

/** The actions on the chosen rows: every one that at least one of them has. */
export function ChosenRows(props: {
  records: RecordJSON[];
  clear: () => void;
  /** the actions on all matching rows, in the place of theirs */
  all?: React.JSX.Element;
}): React.JSX.Element {
  const { records, clear, all } = props;
  const { translateAction } = useTranslation();
  const text = useText();
  const { search } = useLocation();
  const actions = new Map(
    records.flatMap(({ bulkActions }) => bulkActions).map((action) => [action.name, action]),
  );
  return (
    <div className="chosen" role="region" aria-label={text('List.chosenRows')}>
      <span role="status">
        {all ? text('BulkChoice.everything') : text('List.chosen', { count: records.length })}
      </span>
      {all ??
        [...actions.values()].map((action) => (
          <Link
            key={action.name}
            className={`button${action.variant === 'danger' ? ' button-danger' : ''}`}
            data-testid={`bulk-${action.name}`}
            to={paths.bulkActionUrl({
              resourceId: action.resourceId,
              actionName: action.name,
              recordIds: records
                .filter(({ bulkActions }) => bulkActions.some(({ name }) => name === action.name))
                .map(({ id }) => id),
              search,
            })}
          >
            {translateAction(action.label, action.resourceId)}
          </Link>
        ))}
      <button type="button" className="button" onClick={clear}>
        {text('List.clear')}
      </button>
    </div>
  );
}
