import React from 'react';
import { useTranslation } from 'adminjs';
import { formatBytes, formatDateTime } from '../../contract/format.js';
import type { MaintenanceData } from '../../contract/maintenance.js';
import { useText } from '../requests/use-text.js';
import { Problem } from '../ui/problem.js';
import { Copies } from './copies.js';
import { Results } from './results.js';
import { Sizes } from './sizes.js';
import { MAINTENANCE_PAGE, useMaintenance } from './use-maintenance.js';

/** Copies of the book, their proofs, and the care of the database. */
export default function Maintenance(): React.JSX.Element {
  const { translatePage } = useTranslation();
  const text = useText();
  const { data, problem, busy, start } = useMaintenance();
  return (
    <div className="page maintenance" data-testid="maintenance" aria-busy={busy || !data}>
      <header className="page-head">
        <div className="page-head-row">
          <h1>{translatePage(MAINTENANCE_PAGE)}</h1>
        </div>
        <p className="page-lead">{text('Maintenance.lead')}</p>
      </header>
      <Problem text={problem} />
      {data && (
        <>
          <Proven data={data} />
          {data.warnings.length > 0 && (
            <ul className="alert alert-warn maintenance-list" data-testid="maintenance-warnings">
              {data.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
          <Results data={data} busy={busy} start={start} />
          {data.copies.length > 0 && <Copies data={data} />}
          <DatabaseFile data={data} />
        </>
      )}
    </div>
  );
}

/** The answer to: what if the disk dies now? */
function Proven({ data }: { data: MaintenanceData }): React.JSX.Element | null {
  const text = useText();
  const { proven, timezone } = data;
  if (!proven) return null;
  const { at, lostMinutes, recoverSeconds } = proven;
  const moment = formatDateTime(at, timezone);
  return (
    <dl className="maintenance-proven" data-testid="maintenance-proven">
      <div>
        <dt>{text('Maintenance.lastProven')}</dt>
        <dd title={moment.title}>{moment.text}</dd>
        <dd className="card-note">{timezone}</dd>
      </div>
      <div>
        <dt>{text('Maintenance.lost')}</dt>
        <dd>
          {lostMinutes === 0
            ? text('Maintenance.nothing')
            : text('Maintenance.minutes', { count: lostMinutes })}
        </dd>
        <dd className="card-note">{text('Maintenance.lostNote')}</dd>
      </div>
      <div>
        <dt>{text('Maintenance.recover')}</dt>
        <dd>
          {recoverSeconds === undefined
            ? text('Maintenance.unknown')
            : text('Maintenance.seconds', { count: recoverSeconds })}
        </dd>
        <dd className="card-note">
          {text(
            recoverSeconds === undefined ? 'Maintenance.recoverHint' : 'Maintenance.recoverNote',
          )}
        </dd>
      </div>
    </dl>
  );
}

function DatabaseFile({ data }: { data: MaintenanceData }): React.JSX.Element | null {
  const text = useText();
  const { file, notes, sizes } = data;
  if (!file && notes.length === 0 && sizes.length === 0) return null;
  return (
    <section className="card" data-testid="maintenance-file">
      <h2>{text('Maintenance.database')}</h2>
      {file && (
        <p>
          {text('Maintenance.file', {
            size: formatBytes(file.bytes),
            free: formatBytes(file.freeBytes),
            log: formatBytes(file.logBytes),
          })}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="card-note">
          {note}
        </p>
      ))}
      {sizes.length > 0 && <Sizes sizes={sizes} />}
    </section>
  );
}
