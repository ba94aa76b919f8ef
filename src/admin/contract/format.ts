/** Formats of values: money and numbers in one style, times in the book's zone. */
import type { OddsFormat } from '../../domain/odds.js';

const NO_VALUE = '–';

// Making a formatter takes over thirty times as long as using it, and lists format every cell.
const percents = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 });
const dollars = kept((currency) => new Intl.NumberFormat('en-US', { style: 'currency', currency }));
const clock = kept(
  (timeZone) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
);

/** Makes each formatter once: a book has one currency and one zone. */
function kept<Formatter>(make: (key: string) => Formatter): (key: string) => Formatter {
  const made = new Map<string, Formatter>();
  return (key) => {
    const formatter = made.get(key) ?? make(key);
    made.set(key, formatter);
    return formatter;
  };
}

/** Formats an amount in dollars as `$1,204.50`; returns a text that is no number unchanged. */
export function formatDollars(value: unknown, currency = 'USD'): string {
  const amount = finiteNumber(value);
  if (amount === undefined) return isEmpty(value) ? NO_VALUE : String(value);
  return dollars(currency).format(amount);
}

/**
 * Formats a number with thousands separators and all of its digits, also those of an integer beyond
 * 2^53, which comes as text.
 * @param places decimals that it has at least
 */
export function formatNumber(
  value: unknown,
  { places = 0, isUngrouped = false }: { places?: number; isUngrouped?: boolean } = {},
): string {
  if (isEmpty(value)) return NO_VALUE;
  const text = String(value);
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const grouped = isUngrouped ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const shown = decimals.padEnd(places, '0');
  return `${sign}${grouped}${shown === '' ? '' : `.${shown}`}`;
}

/** Formats American odds as `+150` or `-110`; returns decimal odds as they are stored. */
export function formatStoredOdds(value: unknown, notation: OddsFormat): string {
  const odds = finiteNumber(value);
  if (odds === undefined || notation === 'decimal') return asText(value);
  return odds > 0 ? `+${odds}` : String(odds);
}

/** Formats a rate such as 0.05 as `5%`. */
export function formatPercent(value: unknown): string {
  const number = finiteNumber(value);
  if (number === undefined) return isEmpty(value) ? NO_VALUE : String(value);
  return percents.format(number);
}

/**
 * Formats a time in the zone as `2026-11-22 21:19`.
 * @returns a title too, with seconds and the zone's name, unless the value is no time
 */
export function formatDateTime(value: unknown, timezone = 'UTC'): { text: string; title?: string } {
  const date = parseTimestamp(value);
  // A day alone is the same day in every zone.
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  if (date === undefined || isDay) return { text: isEmpty(value) ? NO_VALUE : String(value) };
  const parts = new Map(
    clock(timezone)
      .formatToParts(date)
      .map(({ type, value: part }) => [type, part]),
  );
  const day = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  const minute = `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`;
  return {
    text: `${day} ${minute}`,
    title: `${day} ${minute}:${parts.get('second') ?? ''} ${timezone}`,
  };
}

/** Reads a timestamp. A stored one is UTC and names no zone; others name theirs. */
export function parseTimestamp(value: unknown): Date | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const stored = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(value);
  const date = new Date(stored ? `${stored[1] ?? ''}T${stored[2] ?? '00:00'}Z` : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Formats a size as `512 bytes`, `2.0 KB` or `1.5 MB`. */
export function formatBytes(value: unknown): string {
  const bytes = finiteNumber(value);
  if (bytes === undefined) return isEmpty(value) ? NO_VALUE : String(value);
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : [bytes / 1024 ** 2, 'MB'];
  return `${size.toFixed(1)} ${unit}`;
}

/** Indents JSON; returns any other text unchanged. */
export function formatJson(value: unknown): string {
  if (isEmpty(value)) return NO_VALUE;
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    JSON.parse(value);
  } catch {
    return value;
  }
  return indentJson(value);
}

/**
 * Indents valid JSON without parsing its values: a number keeps its digits, an object its repeated
 * keys.
 */
function indentJson(json: string): string {
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  return tokens.reduce((text, token, index) => {
    const next = tokens[index + 1] ?? '';
    if (token === ',') return `${text},\n${'  '.repeat(depth)}`;
    if (token === ':') return `${text}: `;
    if (token === '{' || token === '[') {
      if (next === '}' || next === ']') return text + token;
      depth += 1;
      return `${text}${token}\n${'  '.repeat(depth)}`;
    }
    const isClosing = token === '}' || token === ']';
    if (!isClosing || /[[{]$/.test(text)) return text + token;
    depth -= 1;
    return `${text}\n${'  '.repeat(depth)}${token}`;
  }, '');
}

/** Turns a code such as `wager_placed` into `Wager placed`. */
export function formatLabel(value: string): string {
  const words = value.replaceAll(/[_-]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Returns true for null, undefined and the empty text. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Returns a record's value as text; the empty text for no value. */
export function asText(value: unknown): string {
  if (isEmpty(value)) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function finiteNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
