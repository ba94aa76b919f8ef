import type { ColumnInfo } from '../../db/introspection/introspect.js';
import type { ColumnReading, ColumnSample } from './column-reading.js';
import { wordsOf } from '../names/words.js';
import type { DeclaredType } from './declared-types.js';
import type { ExactValue } from '../values/exact-value.js';
import { isClock, isDay } from '../values/days.js';
import { toInstantLike } from '../values/timestamp-format.js';

/**
 * Recognises columns of days and instants. A declaration counts where at least half of the values
 * agree with it, a name where all of them do; without both it takes many values.
 */

/** Values that make a time of a column that neither its declaration nor its name calls one. */
const MANY_VALUES = 10;

interface TimeColumn {
  column: ColumnInfo;
  declared: DeclaredType;
  sample: ColumnSample | null;
  isOwn: boolean;
}

type TimeDecision = Pick<ColumnReading, 'kind' | 'reason'>;

/** Returns `date`, `datetime` or `time` for a column of such values, with the reason. */
export function readTimes(read: TimeColumn): TimeDecision | null {
  const { column, sample } = read;
  const stated = statedKind(read);
  const values = (sample?.values ?? []).filter((value) => value !== '' && value !== 0n);
  if (values.length === 0) {
    return (
      stated ??
      (isNamedWithoutValues(read) ? { kind: namedKind(column.name), reason: 'name' } : null)
    );
  }
  if (stated?.kind === 'time') return values.every(isClock) ? stated : null;
  const days = values.filter(isDay).length;
  const instants = values.filter(isPlausible).length;
  const kind = days === values.length ? 'date' : 'datetime';
  if (stated !== null && days + instants >= values.length / 2) {
    return { kind, reason: kind === stated.kind ? stated.reason : 'values' };
  }
  if (days + instants < values.length) return null;
  if (isTimeName(column.name)) return { kind, reason: 'name' };
  const areTexts = values.every((value) => typeof value === 'string');
  const areMany = new Set(values).size >= MANY_VALUES;
  return areTexts && areMany ? { kind, reason: 'values' } : null;
}

/** Returns the kind that the declared type or the default states. */
function statedKind({ column, declared }: TimeColumn): TimeDecision | null {
  const { family } = declared;
  if (family === 'date' || family === 'datetime' || family === 'time') {
    return { kind: family, reason: 'declared_type' };
  }
  if (column.affinity !== 'text' && column.affinity !== 'numeric') return null;
  const expression = (column.defaultExpression ?? '').toUpperCase();
  if (/CURRENT_TIMESTAMP|DATETIME\(/.test(expression)) {
    return { kind: 'datetime', reason: 'default' };
  }
  return /CURRENT_DATE|^\(?DATE\(/.test(expression) ? { kind: 'date', reason: 'default' } : null;
}

/** Guesses by the name of a text column while there is no value that could contradict. */
function isNamedWithoutValues({ column, isOwn }: TimeColumn): boolean {
  if (column.affinity !== 'text') return false;
  if (/_at$|_date$|^date$/i.test(column.name)) return true;
  const isOwnName = /_(start|end)$|^last_(?!name$|four$|digits$|step$|error$|ip$|address$)/i;
  return isOwn && isOwnName.test(column.name);
}

const namedKind = (name: string) =>
  /_(start|end)$|_date$|^date$/i.test(name) ? 'date' : 'datetime';

/** Last words of names that suit a time, of whatever storage class. */
const timeWords = new Set([
  ...['at', 'on', 'date', 'time', 'datetime', 'timestamp', 'ts', 'day', 'start'],
  ...['started', 'end', 'ended', 'since', 'until', 'due', 'expires', 'expiry'],
  ...['created', 'updated', 'modified', 'changed', 'published', 'posted', 'sent'],
  ...['received', 'seen', 'read', 'fetched', 'checked', 'born', 'birthday', 'dob'],
  ...['mtime', 'ctime', 'atime', 'julian'],
]);

/** Recognises a name that suits a time. */
function isTimeName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return words[0] === 'last' || timeWords.has(last) || /(date|time|stamp)$/.test(last);
}

/** Recognises a value as an instant: of a number only one between 1975 and 2100. */
const isPlausible = (value: ExactValue) => toInstantLike(null, value) !== null;
