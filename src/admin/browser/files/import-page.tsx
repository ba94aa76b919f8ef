import React, { useState } from 'react';
import { ApiClient, useTranslation, ViewHelpers, type ActionProps } from 'adminjs';
import { Link } from 'react-router-dom';
import { formatNumber } from '../../contract/format.js';
import type { ImportColumn, ImportReply, ImportRequest } from '../../contract/import.js';
import { failureText } from '../requests/failure.js';
import { newOperationId } from '../requests/operation-id.js';
import { ImportResult } from './import-result.js';

const paths = new ViewHelpers();

interface ChosenFile {
  name: string;
  /** as it was when it was chosen: the browser takes no file that has changed since */
  content: Blob;
  /** one for each file that is chosen: a repeat imports it once */
  operationId: string;
}

/** New rows from a CSV file: choose it, say which column is what, look at the result, import. */
export default function ImportPage({ resource }: ActionProps): React.JSX.Element {
  const { translateComponent: text } = useTranslation();
  const [file, setFile] = useState<ChosenFile>();
  const [reply, setReply] = useState<ImportReply>();
  const [mapping, setMapping] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const send = async (chosen: ChosenFile, question: ImportRequest) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { data } = await new ApiClient().resourceAction({
        resourceId: resource.id,
        actionName: 'import',
        params: question,
        headers: { 'Content-Type': 'text/csv' },
        data: chosen.content,
      });
      const answer = data as unknown as ImportReply;
      setReply(answer);
      setMapping(answer.mapping ?? []);
    } catch (error) {
      setFailure(failureText(error, text));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (picked: File | undefined) => {
    if (!picked) return;
    const chosen = {
      name: picked.name,
      content: new Blob([await picked.arrayBuffer()]),
      operationId: newOperationId(),
    };
    setFile(chosen);
    setReply(undefined);
    await send(chosen, { step: 'check' });
  };
  const check = () =>
    file &&
    send(file, {
      step: 'check',
      ...(reply?.headers && { mapping: JSON.stringify(mapping) }),
    });
  const commit = (mode: 'all' | 'good') =>
    file &&
    send(file, {
      ...{ step: 'commit', mode, operationId: file.operationId },
      mapping: JSON.stringify(mapping),
    });
  const problem = failure ?? reply?.problem;
  const isChanged = reply?.mapping?.join() !== mapping.join();
  return (
    <section className="import" data-testid="import" aria-busy={busy}>
      <div className="card">
        <p>{text('Import.lead')}</p>
        <label className="button" htmlFor="import-file">
          {text('Import.choose')}
        </label>{' '}
        <input
          id="import-file"
          type="file"
          accept=".csv,text/csv,text/plain"
          disabled={busy}
          onChange={({ target }) => {
            void choose(target.files?.[0]);
            // the same file, mended, can be chosen again
            target.value = '';
          }}
        />
        {file && <span> {file.name}</span>}
      </div>
      <div aria-live="polite">
        {busy && <p>{text('Import.busy')}</p>}
        {problem !== undefined && (
          <p className="alert alert-bad" role="alert">
            {problem}
          </p>
        )}
      </div>
      {failure !== undefined && !reply?.headers && (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void check()}
          data-testid="import-retry"
        >
          {text('Import.retry')}
        </button>
      )}
      {reply?.headers && !reply.imported && (
        <Mapping
          headers={reply.headers}
          columns={reply.columns}
          mapping={mapping}
          onChange={setMapping}
        >
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => void check()}
            data-testid="import-check"
          >
            {text('Import.check')}
          </button>
        </Mapping>
      )}
      {reply?.checked && !isChanged && (
        <ImportResult counts={reply.checked} title={text('Import.checked')}>
          <div className="form-buttons">
            {reply.checked.bad === 0 && (
              <button
                type="button"
                className="button button-main"
                disabled={busy}
                onClick={() => void commit('all')}
                data-testid="import-all"
              >
                {text('Import.all', { rows: formatNumber(reply.checked.good) })}
              </button>
            )}
            {reply.checked.good > 0 && (
              <button
                type="button"
                className="button"
                disabled={busy}
                onClick={() => void commit('good')}
                data-testid="import-good"
              >
                {text('Import.good', { rows: formatNumber(reply.checked.good) })}
              </button>
            )}
          </div>
        </ImportResult>
      )}
      {reply?.imported && (
        <ImportResult
          counts={reply.imported}
          title={text(reply.imported.repeated ? 'Import.repeated' : 'Import.imported')}
        >
          <Link className="value-link" to={paths.resourceUrl({ resourceId: resource.id })}>
            {text('Export.back')}
          </Link>
        </ImportResult>
      )}
    </section>
  );
}

function Mapping(props: {
  headers: string[];
  columns: ImportColumn[];
  mapping: string[];
  onChange: (mapping: string[]) => void;
  children: React.ReactNode;
}): React.JSX.Element {
  const { headers, columns, mapping, onChange, children } = props;
  const { translateComponent: text } = useTranslation();
  return (
    <fieldset className="card import-mapping">
      <legend>{text('Import.mapping')}</legend>
      {headers.map((header, index) => (
        <div className="field" key={index}>
          <label htmlFor={`import-column-${index}`}>{header || text('Import.noHeader')}</label>
          <select
            id={`import-column-${index}`}
            value={mapping[index] ?? ''}
            onChange={({ target }) =>
              onChange(mapping.map((path, at) => (at === index ? target.value : path)))
            }
          >
            <option value="">{text('Import.leaveOut')}</option>
            {columns.map(({ path, label, isRequired }) => (
              <option key={path} value={path}>
                {isRequired ? `${label} *` : label}
              </option>
            ))}
          </select>
        </div>
      ))}
      {children}
    </fieldset>
  );
}
