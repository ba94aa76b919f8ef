import React, { useState } from 'react';
import { useText } from '../requests/use-text.js';

const SHOWN_AT_FIRST = 10;

/** The first items of a long list, and all of them on request. */
export function FirstOnes<Item>(props: {
  items: Item[];
  render: (items: Item[]) => React.JSX.Element;
}): React.JSX.Element {
  const text = useText();
  const [isAll, setAll] = useState(false);
  const { items, render } = props;
  const hidden = items.length - SHOWN_AT_FIRST;
  return (
    <>
      {render(isAll ? items : items.slice(0, SHOWN_AT_FIRST))}
      {hidden > 0 && (
        <button
          type="button"
          className="button-link"
          aria-expanded={isAll}
          onClick={() => setAll(!isAll)}
        >
          {text(isAll ? 'BulkPreview.showFewer' : 'BulkPreview.showAll', { count: items.length })}
        </button>
      )}
    </>
  );
}
