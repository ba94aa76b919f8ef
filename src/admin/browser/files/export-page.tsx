import React, { useState } from 'react';
import { ApiClient, ViewHelpers, type ActionProps } from 'adminjs';
import { Link, useLocation } from 'react-router-dom';
import { exportFormats, type ExportReply } from '../../contract/export.js';
import { formatNumber } from '../../contract/format.js';
import { failureText } from '../requests/failure.js';
import { useAnswer } from '../requests/use-answer.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';

const paths = new ViewHelpers();
const ACTION = 'export';

/** A list as a file: its rows, its columns, and the choice of a format. */
export default function ExportPage({ resource }: ActionProps): React.JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const { data: reply, failure: problem } = useExport(resource.id, search);
  const address = (format: string) => {
    const query = new URLSearchParams(search);
    for (const key of ['page', 'perPage', 'after', 'before', 'view']) query.delete(key);
    query.set('format', format);
    const root = paths.resourceUrl({ resourceId: resource.id });
    return `${root.replace('/resources/', '/api/resources/')}/actions/${ACTION}?${query.toString()}`;
  };
  const [refusal, setRefusal] = useState<string>();
  // A refused download would show nothing: the page asks for a place first.
  const download = async (event: React.MouseEvent<HTMLAnchorElement>, format: string) => {
    event.preventDefault();
    try {
      const params = new URLSearchParams({ format, ask: '1' });
      await new ApiClient().resourceAction({ resourceId: resource.id, actionName: ACTION, params });
      setRefusal(undefined);
      startDownload(address(format));
    } catch (error) {
      setRefusal(failureText(error, text));
    }
  };
  const count = reply && `${formatNumber(reply.total)}${reply.isCapped ? '+' : ''}`;
  return (
    <section className="card export" data-testid="export" aria-busy={!reply && !problem}>
      <p role="status">
        {reply
          ? text('Export.rows', { count: reply.total, rows: count })
          : problem === undefined && text('Export.counting')}
      </p>
      <Problem text={problem} />
      {reply && (
        <>
          <p className="card-note">
            {text('Export.columns', { columns: reply.columns.join(', ') })}
          </p>
          <div className="form-buttons">
            {exportFormats.map((format, index) => (
              <a
                key={format}
                className={`button${index === 0 ? ' button-main' : ''}`}
                href={address(format)}
                download
                onClick={(event) => void download(event, format)}
                data-testid={`export-${format}`}
              >
                {text(`Export.${format}`)}
              </a>
            ))}
          </div>
          <Problem text={refusal} />
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

function startDownload(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

/** Counts the rows of the file, by the list's parameters. */
function useExport(resourceId: string, search: string) {
  return useAnswer(`${resourceId}${search}`, async () => {
    const params = new URLSearchParams(search);
    const request = { resourceId, actionName: ACTION, params };
    const { data } = await new ApiClient().resourceAction(request);
    return data as unknown as ExportReply;
  });
}
