import { message } from '../../messages/message.js';
import { toPlain, type ExactValue } from '../values/exact-value.js';
import type { PanelColumn } from '../tables/panel-table.js';
import type { Codec, Parsed } from './codec.js';

/** Codecs of columns with few values: yes and no, the values of a CHECK, rows of another table. */

export const booleanCodec: Codec = {
  present: (column, stored) => {
    const value = toPlain(stored) as string | number;
    const [no, yes] = flagsOf(column);
    if (value === yes) return true;
    return value === no ? false : value;
  },
  write: (column, text) => parseFlag(column, text),
  compare: (column, text) => parseFlag(column, text),
};

const flagsOf = ({ format }: PanelColumn) => format.flags ?? ([0, 1] as const);

function parseFlag(column: PanelColumn, text: string): Parsed {
  const [no, yes] = flagsOf(column);
  if (/^(true|1)$/i.test(text) || text === yes) return { value: flagValue(column, yes) };
  return /^(false|0)$/i.test(text) || text === no
    ? { value: flagValue(column, no) }
    : { problem: message('tables.not_boolean') };
}

/** A column without affinity keeps the class that was bound: a plain number is bound as REAL. */
function flagValue({ info }: PanelColumn, flag: string | number): ExactValue {
  return info.affinity === 'blob' && typeof flag === 'number' ? BigInt(flag) : flag;
}

export const enumCodec: Codec = {
  present: (_column, stored) => toPlain(stored) as string | number,
  write: (column, text) => parseChoice(column, text),
  compare: (column, text) => parseChoice(column, text),
};

function parseChoice({ info }: PanelColumn, text: string): Parsed {
  const values = info.values ?? [];
  const value = values.find((candidate) => String(candidate) === text);
  if (value === undefined) {
    return { problem: message('tables.one_of', { values: values.map(String) }) };
  }
  const isInteger = info.affinity === 'blob' && Number.isSafeInteger(value);
  return { value: isInteger ? BigInt(value) : value };
}

export const referenceCodec: Codec = {
  present: ({ referencedKey }, stored) =>
    referencedKey ? referencedKey.encodeValues([stored]) : (toPlain(stored) as string | number),
  write: parseReference,
  compare: parseReference,
};

/** Converts the row id of a reference input to the key that the column stores. */
function parseReference({ referencedKey }: PanelColumn, text: string): Parsed {
  if (referencedKey === null) return { value: text };
  const value = referencedKey.valueOf(text);
  return value === null ? { problem: message('tables.unknown_row') } : { value };
}
