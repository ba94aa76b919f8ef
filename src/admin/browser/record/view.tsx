import React from 'react';
import { type ActionProps } from 'adminjs';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { RecordTabs } from './tabs.js';

/** Properties of a page of one record, which AdminJS has loaded. */
export type RecordViewProps = Required<Pick<ActionProps, 'resource' | 'action'>> & {
  record: NonNullable<ActionProps['record']>;
};

type Props<Data> = RecordViewProps & {
  name: string;
  view: { data: Data | undefined; problem: string | undefined; loading: boolean };
  children: (data: Data) => React.ReactNode;
};

/** A page of one record: the answer of one of its views, under the record's tabs. */
export function RecordView<Data>(props: Props<Data>): React.JSX.Element {
  const { resource, record, action, name, view, children } = props;
  const text = useText();
  const { data, problem, loading } = view;
  return (
    <section className={name} data-testid={name} aria-busy={loading}>
      <RecordTabs resource={resource} record={record} current={action.name} />
      <Problem text={problem} />
      {data === undefined && problem === undefined && (
        <p className="list-empty">{text('Dashboard.loading')}</p>
      )}
      {data !== undefined && children(data)}
    </section>
  );
}
