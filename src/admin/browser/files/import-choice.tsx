import React from 'react';
import type { ImportReply, ImportWay } from '../../contract/import.js';
import { useText } from '../requests/use-text.js';
import type { ImportChoice as Choice } from './use-import.js';

/** The choices of an import beside its mapping: the sheet, what it does, and the key of rows. */
export function ImportChoice(props: {
  reply: ImportReply;
  choice: Choice;
  busy: boolean;
  onChange: (choice: Choice) => void;
}): React.JSX.Element | null {
  const { reply, choice, busy, onChange } = props;
  const text = useText();
  const { sheets = [], ways, keys, noNewRows } = reply;
  const isKeyed = reply.way !== undefined && reply.way !== 'add';
  // A file that cannot be read has no way, and nothing to choose but another file.
  const hasWays = reply.way !== undefined && ways.length > 1;
  if (sheets.length < 2 && !hasWays && noNewRows === undefined) return null;
  return (
    <div className="card import-choice">
      {sheets.length > 1 && (
        <Select
          {...{ id: 'import-sheet', label: text('Import.sheet'), busy }}
          value={reply.sheet ?? ''}
          options={sheets.map((sheet) => [sheet, sheet])}
          onChange={(sheet) => onChange({ ...choice, sheet })}
        />
      )}
      {hasWays && (
        <Select
          {...{ id: 'import-way', label: text('Import.way'), busy }}
          value={reply.way ?? ''}
          options={ways.map((way) => [way, text(`Import.ways.${way}`)])}
          onChange={(way) => onChange({ ...choice, way: way as ImportWay })}
        />
      )}
      {isKeyed && keys.length > 1 && (
        <Select
          {...{ id: 'import-key', label: text('Import.key'), busy }}
          value={reply.key ?? ''}
          options={keys.map(({ id, label }) => [id, label])}
          onChange={(key) => onChange({ ...choice, key })}
        />
      )}
      {isKeyed && <p className="card-note">{text('Import.blankKept')}</p>}
      {noNewRows !== undefined && <p className="card-note">{noNewRows}</p>}
    </div>
  );
}

function Select(props: {
  id: string;
  label: string;
  busy: boolean;
  value: string;
  options: [value: string, label: string][];
  onChange: (value: string) => void;
}): React.JSX.Element {
  const { id, label, busy, value, options, onChange } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        disabled={busy}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {value === '' && <option value="" />}
        {options.map(([option, shown]) => (
          <option key={option} value={option}>
            {shown}
          </option>
        ))}
      </select>
    </div>
  );
}
