import React, { useEffect, useState } from 'react';
import { ApiClient, useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { exportFormats, type ExportReply } from '../../contract/export.js';
import { formatNumber } from '../../contract/format.js';
import { failureText } from '../requests/failure.js';
import { useSay } from '../requests/spoken-answers.js';

const paths = new ViewHelpers();
const ACTION = 'export';

/** What the list shows, as a file: how many rows, which columns, in which format. */
export default function ExportPage({ resource }: ActionProps): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  const say = useSay();
  const { search } = useLocation();
  const { reply, problem } = useExport(resource.id, search);
  const address = (format: string) => {
    const query = new URLSearchParams(search);
    for (const key of ['page', 'perPage', 'after', 'before', 'view']) query.delete(key);
    query.set('format', format);
    const root = paths.resourceUrl({ resourceId: resource.id });
    return `${root.replace('/resources/', '/api/resources/')}/actions/${ACTION}?${query.toString()}`;
  };
  const count = reply && `${formatNumber(reply.total)}${reply.isCapped ? '+' : ''}`;
  return (
    <section className="card export" data-testid="export" aria-busy={!reply && !problem}>
      <p role="status">
        {reply
          ? text('Export.rows', { count: reply.total, rows: count })
          : problem === undefined && text('Export.counting')}
      </p>
      {problem !== undefined && (
        <p className="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {reply && (
        <>
          <p className="card-note">
            {text('Export.columns', { columns: reply.columns.map(say).join(', ') })}
          </p>
          <div className="form-buttons">
            {exportFormats.map((format, index) => (
              <a
                key={format}
                className={`button${index === 0 ? ' button-main' : ''}`}
                href={address(format)}
                download
                data-testid={`export-${format}`}
              >
                {text(`Export.${format}`)}
              </a>
            ))}
          </div>
          <p className="card-note">{text('Export.note')}</p>
        </>
      )}
      <p>
        <Link
          className="value-link"
          to={`${paths.resourceUrl({ resourceId: resource.id })}${search}`}
        >
          {text('Export.back')}
        </Link>
      </p>
    </section>
  );
}

function useExport(
  resourceId: string,
  search: string,
): { reply: ExportReply | undefined; problem: string | undefined } {
  const { translateComponent: text } = useTranslation();
  const [reply, setReply] = useState<ExportReply>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let current = true;
    setReply(undefined);
    setProblem(undefined);
    new ApiClient()
      .resourceAction({ resourceId, actionName: ACTION, params: new URLSearchParams(search) })
      .then(({ data }) => {
        if (current) setReply(data as unknown as ExportReply);
      })
      .catch((error: unknown) => {
        if (current) setProblem(failureText(error, text));
      });
    return () => {
      current = false;
    };
  }, [resourceId, search]);
  return { reply, problem };
}
