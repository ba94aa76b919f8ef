import type { ExactValue } from './exact-value.js';

/**
 * Reads timestamps in the formats of SQLite databases: `2024-05-06 07:08:09`, ISO 8601 with T, Z,
 * an offset or fractions, Julian days, and numbers of seconds, milliseconds or microseconds since
 * 1970. Displays each as its instant and writes it back in its stored format.
 */

interface TextFormat {
  separator: string;
  hasSeconds: boolean;
  /** Digits of the fraction, as stored. */
  fraction: string;
  /** Empty for UTC by convention, `Z`, or an offset such as `+02:00`. */
  zone: string;
}

const text = /^(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[-+]\d\d:?\d\d)?$/i;

/** Units of numeric timestamps, recognised by the magnitude of an instant of our centuries. */
const units = [
  { below: 1e11, perSecond: 1 },
  { below: 1e14, perSecond: 1e3 },
  { below: 1e17, perSecond: 1e6 },
];

/**
 * Converts a stored timestamp to ISO 8601 in UTC, fractions as stored; null where it is no
 * timestamp.
 */
export function toInstant(stored: ExactValue): string | null {
  if (typeof stored === 'number') return isJulian(stored) ? fromJulian(stored) : fromEpoch(stored);
  if (typeof stored === 'bigint') return fromEpoch(Number(stored));
  if (typeof stored !== 'string') return null;
  const match = text.exec(stored);
  if (!match) return null;
  const [, day = '', , minutes = '', seconds = '00', digits = '', zone = 'Z'] = match;
  const fraction = digits && `.${digits}`;
  if (!isOnCalendar(day, minutes, seconds)) return null;
  // Most timestamps are in UTC already, and a list has many.
  if (/^Z$/i.test(zone)) return `${day}T${minutes}:${seconds}${fraction}Z`;
  const time = Date.parse(`${day}T${minutes}:${seconds}${withColon(zone)}`);
  return Number.isNaN(time) || !isWritable(time)
    ? null
    : `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`;
}

/** Returns false for a day or a time that no calendar has, of which a Date makes another one. */
function isOnCalendar(day: string, minutes: string, seconds: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = minutes.split(':').map(Number);
  if (month < 1 || month > 12 || date < 1 || date > daysOf(year, month)) return false;
  const isMidnight = hour === 24 && minute === 0 && Number(seconds) === 0;
  return (hour < 24 || isMidnight) && minute < 60 && Number(seconds) < 60;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Returns false for a time that no year of four digits has. */
const isWritable = (time: number) => time >= FIRST_YEAR && time <= LAST_YEAR;
const FIRST_YEAR = Date.parse('0000-01-01T00:00:00Z');
const LAST_YEAR = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Writes an instant in the format of the stored value.
 * @param instant ISO 8601 in UTC
 */
export function inFormatOf(stored: ExactValue, instant: string): ExactValue {
  const time = Date.parse(instant);
  if (typeof stored === 'number') {
    return isJulian(stored) ? time / MS_A_DAY + JULIAN_1970 : toEpoch(time, Math.abs(stored));
  }
  if (typeof stored === 'bigint') {
    const whole = BigInt(Math.round(toEpoch(time, Math.abs(Number(stored)))));
    return whole + digitsBehind(stored, instant);
  }
  const format = formatOf(stored);
  return format === null ? plainTimestamp(time) : writeText(time, instant, format);
}

/** Returns a name of the notation of a timestamp, for comparison. */
export function notationOf(stored: ExactValue): string {
  if (typeof stored === 'number' && isJulian(stored)) return 'julian';
  if (typeof stored === 'number' || typeof stored === 'bigint') {
    return `${typeof stored} ${unitOf(stored) ?? 0}`;
  }
  const format = formatOf(stored);
  if (format === null) return '';
  return JSON.stringify({ ...format, fraction: format.fraction.length });
}

/** Unit of a numeric timestamp: Julian days, or a number of units a second. */
export type TimeUnit = 'julian' | number;

/** Returns the unit of a numeric timestamp; null for any other value. */
export function unitOf(stored: ExactValue): TimeUnit | null {
  if (typeof stored !== 'number' && typeof stored !== 'bigint') return null;
  if (typeof stored === 'number' && isJulian(stored)) return 'julian';
  return units.find(({ below }) => Math.abs(Number(stored)) < below)?.perSecond ?? null;
}

/** Centuries of a number that its column does not count as a time. */
export const PLAUSIBLE = {
  from: Date.parse('1975-01-01T00:00:00Z'),
  before: Date.parse('2100-01-01T00:00:00Z'),
};

/**
 * Converts a value of a column as `toInstant`; null also for a number in another unit than the
 * column's own that would be a time of other centuries: 20240506 is no second of 1970.
 * @param like a value in the column's notation
 */
export function toInstantLike(like: ExactValue, stored: ExactValue): string | null {
  const instant = toInstant(stored);
  const unit = unitOf(stored);
  if (instant === null || unit === null || unit === unitOf(like)) return instant;
  const time = Date.parse(instant);
  return time >= PLAUSIBLE.from && time < PLAUSIBLE.before ? instant : null;
}

function formatOf(stored: ExactValue): TextFormat | null {
  const match = typeof stored === 'string' ? text.exec(stored) : null;
  if (!match) return null;
  const [, , separator = ' ', , seconds, fraction = '', zone = ''] = match;
  return {
    separator,
    hasSeconds: seconds !== undefined,
    fraction,
    zone,
  };
}

function writeText(time: number, instant: string, format: TextFormat): string {
  const { separator, hasSeconds, zone } = format;
  const local = new Date(time + offsetMs(zone)).toISOString();
  const typed = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const seconds = local.slice(17, 19);
  // A format without seconds gets them only where seconds were typed.
  const clock = hasSeconds || seconds !== '00' || typed !== '' ? `:${seconds}` : '';
  const fraction = fractionLike(format.fraction, typed);
  return `${local.slice(0, 10)}${separator}${local.slice(11, 16)}${clock}${clock && fraction}${zone}`;
}

/**
 * Keeps as many digits as were stored. An input takes milliseconds, so the digits behind them stay.
 */
function fractionLike(stored: string, typed: string): string {
  const length = Math.max(stored.length, typed.replace(/0+$/, '').length);
  if (length === 0) return '';
  const milliseconds = (digits: string) => digits.padEnd(3, '0').slice(0, 3);
  const isSame = milliseconds(stored) === milliseconds(typed);
  return `.${(isSame && typed.length <= 3 ? stored : typed).padEnd(length, '0').slice(0, length)}`;
}

/** Formats as `YYYY-MM-DD HH:MM:SS` in UTC, the project's own format. */
function plainTimestamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

const MS_A_DAY = 86_400_000;
/** https://www.sqlite.org/lang_datefunc.html#time_values: days since noon in 4714 B.C. */
const JULIAN_1970 = 2_440_587.5;

/** Recognises Julian days. As seconds since 1970 they would be days of January or February 1970. */
const isJulian = (value: number) => value > 2_000_000 && value < 3_000_000;

function fromJulian(value: number): string {
  const time = Math.round((value - JULIAN_1970) * MS_A_DAY);
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

function fromEpoch(value: number): string | null {
  const unit = units.find(({ below }) => Math.abs(value) < below);
  if (unit === undefined) return null;
  const ms = (value / unit.perSecond) * 1000;
  const time = unit.perSecond === 1 ? Math.round(ms) : Math.floor(ms);
  if (!isWritable(time)) return null;
  const iso = new Date(time).toISOString();
  const behind =
    unit.perSecond === 1e6 && Number.isInteger(value) ? ((value % 1000) + 1000) % 1000 : 0;
  return behind === 0
    ? iso.replace('.000Z', 'Z')
    : iso.replace('Z', `${String(behind).padStart(3, '0')}Z`);
}

function toEpoch(time: number, like: number): number {
  const perSecond = units.find(({ below }) => like < below)?.perSecond ?? 1;
  return (time / 1000) * perSecond;
}

/**
 * Returns the microseconds behind the milliseconds: those of the typed time, or of the stored one
 * where the typed time, as an input gives it, has none and its milliseconds are the same.
 */
function digitsBehind(stored: bigint, instant: string): bigint {
  if ((stored < 0n ? -stored : stored) < 100_000_000_000_000n) return 0n;
  const fractionOf = (iso: string) => (/\.(\d+)/.exec(iso)?.[1] ?? '').padEnd(3, '0');
  const [before, typed] = [fractionOf(toInstant(stored) ?? ''), fractionOf(instant)];
  if (typed.length > 3) return BigInt(typed.slice(3, 6).padEnd(3, '0'));
  return before.slice(0, 3) === typed ? ((stored % 1_000n) + 1_000n) % 1_000n : 0n;
}

const withColon = (zone: string) => zone.replace(/^([-+]\d\d)(\d\d)$/, '$1:$2').toUpperCase();

function offsetMs(zone: string): number {
  const match = /^([-+])(\d\d):?(\d\d)$/.exec(zone);
  if (!match) return 0;
  const [, sign = '+', hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
