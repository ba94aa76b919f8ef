import React from 'react';
import { ViewHelpers, type ActionProps } from 'adminjs';
import { Link } from 'react-router-dom';
import { formatNumber } from '../../contract/format.js';
import { MOST_ALL_OR_NOTHING, type ImportCounts } from '../../contract/import.js';
import { StepUpFields } from '../inputs/step-up-fields.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { ImportChoice } from './import-choice.js';
import { ImportMapping } from './import-mapping.js';
import { ImportResult } from './import-result.js';
import { columnsOfWay, useImport } from './use-import.js';

const paths = new ViewHelpers();

type Import = ReturnType<typeof useImport>;

/** Rows from a file: choose it, map its columns, look at the result, import. */
export default function ImportPage({ resource }: ActionProps): React.JSX.Element {
  const text = useText();
  const form = useImport(resource.id);
  const { reply, mapping, busy, failure } = form;
  const isChanged = reply?.mapping?.join() !== mapping.join();
  return (
    <section className="import" data-testid="import" aria-busy={busy}>
      <FileChoice form={form} resourceId={resource.id} />
      <div aria-live="polite">
        {busy && <p>{text('Import.busy')}</p>}
        <Problem text={failure ?? reply?.problem} />
      </div>
      {failure !== undefined && !reply?.headers && (
        <CheckButton form={form} label={text('Import.retry')} testId="import-retry" />
      )}
      {reply && !reply.imported && (
        <ImportChoice
          reply={reply}
          choice={form.choice}
          busy={busy}
          onChange={(choice) => form.check(choice)}
        />
      )}
      {reply?.headers && !reply.imported && (
        <ImportMapping
          headers={reply.headers}
          columns={columnsOfWay(reply, reply.way)}
          mapping={mapping}
          onChange={form.setMapping}
        >
          <CheckButton form={form} label={text('Import.check')} testId="import-check" />
        </ImportMapping>
      )}
      {reply?.checked && !isChanged && <Checked form={form} checked={reply.checked} />}
      {reply?.imported && (
        <ImportResult
          counts={reply.imported}
          isByEffect={reply.way !== 'add'}
          title={text(reply.imported.repeated ? 'Import.repeated' : 'Import.imported')}
          earlier={reply.earlier}
        >
          <Link className="value-link" to={paths.resourceUrl({ resourceId: resource.id })}>
            {text('Export.back')}
          </Link>
        </ImportResult>
      )}
    </section>
  );
}

function FileChoice(props: { form: Import; resourceId: string }): React.JSX.Element {
  const { form, resourceId } = props;
  const text = useText();
  const address = paths.resourceUrl({ resourceId }).replace('/resources/', '/api/resources/');
  return (
    <div className="card">
      <p>{text('Import.lead')}</p>
      <label className="button" htmlFor="import-file">
        {text('Import.choose')}
      </label>{' '}
      <input
        id="import-file"
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        disabled={form.busy}
        onChange={({ target }) => {
          form.choose(target.files?.[0]);
          // Without this the browser ignores the same file when it is corrected and chosen again.
          target.value = '';
        }}
      />
      {form.file && <span> {form.file.name}</span>}
      <p className="card-note import-templates">
        {text('Import.templates')}{' '}
        <a className="value-link" href={`${address}/actions/import?template=csv`} download>
          {text('Import.templateCsv')}
        </a>{' '}
        <a className="value-link" href={`${address}/actions/import?template=xlsx`} download>
          {text('Import.templateXlsx')}
        </a>
      </p>
    </div>
  );
}

function CheckButton(props: { form: Import; label: string; testId: string }): React.JSX.Element {
  const { form, label, testId } = props;
  return (
    <button
      type="button"
      className="button"
      disabled={form.busy}
      onClick={() => form.check()}
      data-testid={testId}
    >
      {label}
    </button>
  );
}

/** The result of a check, and the ways to import the file: all rows, or the good ones. */
function Checked(props: { form: Import; checked: ImportCounts }): React.JSX.Element {
  const { form, checked } = props;
  const text = useText();
  const earlier = form.reply?.earlier;
  const open = checked.added + checked.changed;
  const isNothing = checked.good > 0 && open === 0;
  const isTooLong = checked.bad === 0 && checked.good > MOST_ALL_OR_NOTHING;
  return (
    <ImportResult
      counts={checked}
      isByEffect={form.reply?.way !== 'add'}
      title={text('Import.checked')}
      earlier={earlier}
    >
      {isNothing && earlier === undefined && <p>{text('Import.nothing')}</p>}
      {open > 0 && isTooLong && earlier === undefined && (
        <p>{text('Import.inParts', { most: formatNumber(MOST_ALL_OR_NOTHING) })}</p>
      )}
      <StepUpFields />
      <div className="form-buttons">
        {earlier === undefined ? (
          !isNothing && <CommitButtons {...{ form, checked, isTooLong }} />
        ) : (
          <ContinueButtons {...{ form, open }} />
        )}
      </div>
    </ImportResult>
  );
}

function CommitButtons(props: {
  form: Import;
  checked: ImportCounts;
  isTooLong: boolean;
}): React.JSX.Element {
  const { form, checked, isTooLong } = props;
  const text = useText();
  const counted = { count: checked.good, rows: formatNumber(checked.good) };
  return (
    <>
      {checked.bad === 0 && !isTooLong && (
        <button
          type="button"
          className="button button-main"
          disabled={form.busy}
          onClick={() => form.commit('all')}
          data-testid="import-all"
        >
          {text('Import.all', counted)}
        </button>
      )}
      {checked.good > 0 && (
        <button
          type="button"
          className={isTooLong ? 'button button-main' : 'button'}
          disabled={form.busy}
          onClick={() => form.commit('good')}
          data-testid="import-good"
        >
          {text('Import.good', counted)}
        </button>
      )}
    </>
  );
}

/** Ways to go on with a file that was imported before, whole or in part. */
function ContinueButtons(props: { form: Import; open: number }): React.JSX.Element {
  const { form, open } = props;
  const text = useText();
  return (
    <>
      {open > 0 && (
        <button
          type="button"
          className="button button-main"
          disabled={form.busy}
          onClick={() => form.commit('good')}
          data-testid="import-rest"
        >
          {text('Import.rest', { count: open, rows: formatNumber(open) })}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={form.busy}
        onClick={() => form.check({ ...form.choice, again: 'yes' })}
        data-testid="import-again"
      >
        {text('Import.again')}
      </button>
    </>
  );
}
