import React from 'react';
import { useText } from '../requests/use-text.js';
import { Problem } from './problem.js';

/** The place of a table whose description is on its way, or could not be read. */
export function TableToCome(props: {
  failure: string | undefined;
  retry: () => void;
}): React.JSX.Element {
  const { failure, retry } = props;
  const text = useText();
  if (failure === undefined) {
    return (
      <p className="table-to-come" role="status" aria-busy="true">
        {text('TableToCome.loading')}
      </p>
    );
  }
  return (
    <Problem text={failure}>
      <button type="button" className="button" data-testid="retry" onClick={retry}>
        {text('TableToCome.retry')}
      </button>
    </Problem>
  );
}
