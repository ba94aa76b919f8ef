import { describe, expect, it } from 'vitest';
import {
  boundToDay,
  dayToBound,
  readAddressFilters,
  withFilters,
} from '../../../src/admin/browser/filter/address.js';
import { newOperationId } from '../../../src/admin/browser/requests/operation-id.js';
import { plainAmount } from '../../../src/admin/browser/inputs/amount.js';
import { fromZonedInput, toZonedInput } from '../../../src/admin/browser/inputs/zoned-time.js';
import {
  formatBytes,
  formatDateTime,
  formatJson,
  formatLabel,
  formatDollars,
  formatStoredOdds,
  formatPercent,
} from '../../../src/admin/contract/format.js';
import { parseAmount } from '../../../src/domain/money.js';

describe('typed amounts', () => {
  it.each([
    ['1250.5', '1250.5'],
    ['1,250.50', '1250.50'],
    ['$1,250.50', '1250.50'],
    [' 1,234,567 ', '1234567'],
    ['-$5', '-5'],
    ['-1,000', '-1000'],
  ])('%j is read as %s', (typed, plain) => expect(plainAmount(typed)).toBe(plain));

  it.each([
    '1,25',
    '12,50',
    '1.250,50',
    '1,2345',
    ',500',
    '1 250',
    '0x10',
    '1e3',
    '1,000,00',
    'ten',
  ])('%j is doubtful: it goes to the server unchanged, which refuses it', (typed) => {
    expect(plainAmount(typed)).toBe(typed);
    expect(() => parseAmount(plainAmount(typed))).toThrow();
  });
});

describe('shown values', () => {
  it('money has two decimals, its sign and its currency', () => {
    expect(formatDollars(-1204.5)).toBe('-$1,204.50');
    expect(formatDollars('0.1', 'EUR')).toBe('€0.10');
    expect(formatDollars(null)).toBe('–');
    expect(formatDollars('a lot')).toBe('a lot');
  });

  it('times are in the book’s zone, and name it', () => {
    expect(formatDateTime('2026-03-08 06:59:59', 'America/New_York')).toEqual({
      text: '2026-03-08 01:59',
      title: '2026-03-08 01:59:59 America/New_York',
    });
    expect(formatDateTime('2026-03-08T07:00:00Z', 'America/New_York').text).toBe(
      '2026-03-08 03:00',
    );
    expect(formatDateTime('2026-03-04 00:00:00', 'UTC').text).toBe('2026-03-04 00:00');
    expect(formatDateTime('soon').text).toBe('soon');
  });

  it('odds are written as bettors write them', () => {
    expect([150, -110, 1228].map((odds) => formatStoredOdds(odds, 'american'))).toEqual([
      ...['+150', '-110', '+1228'],
    ]);
    expect(formatStoredOdds(2.05, 'decimal')).toBe('2.05');
  });

  it('shares, sizes, JSON and codes are written for people', () => {
    expect(formatPercent(0.055)).toBe('5.5%');
    expect(formatBytes(2048)).toBe('2.0 KB');
    expect(formatJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(formatJson('not json')).toBe('not json');
    expect(formatLabel('wager_placed')).toBe('Wager placed');
  });
});

describe('times typed in the book’s zone', () => {
  it.each([
    ['2026-07-01 03:30:00', 'UTC'],
    ['2026-07-01 03:30:00', 'America/New_York'],
    ['2026-03-08 06:59:59', 'America/New_York'],
    ['2026-03-08 07:00:00', 'America/New_York'],
    ['2026-11-01 07:30:00', 'America/New_York'],
    ['2026-10-04 12:00:00', 'Australia/Lord_Howe'],
    ['2026-12-31 23:59:59', 'Asia/Kathmandu'],
  ])('a typed time is read back as the same: %s in %s', (stored, zone) => {
    expect(fromZonedInput(toZonedInput(stored, zone), zone)).toBe(stored);
  });

  it('a typed time is some real time where the clocks skip an hour', () => {
    expect(fromZonedInput('2026-03-08T02:30', 'America/New_York')).toMatch(
      /^2026-03-08 0[67]:30:00$/,
    );
  });
});

describe('filters in the address', () => {
  it('filters are read and written without touching the rest of the address', () => {
    const search = '?sortBy=name&page=3&filters.status=active&filters.amount~~from=5&filters.x=';
    expect(readAddressFilters(search)).toEqual({ status: 'active', 'amount~~from': '5' });
    const next = new URLSearchParams(withFilters(search, { status: 'inactive', name: '' }));
    expect(Object.fromEntries(next)).toEqual({ sortBy: 'name', 'filters.status': 'inactive' });
  });

  it('a filter takes a day as the whole day of the book’s zone', () => {
    const zone = 'America/New_York';
    expect(dayToBound('2026-03-08', 'from', zone)).toBe('2026-03-08 05:00:00');
    expect(dayToBound('2026-03-08', 'to', zone)).toBe('2026-03-09 03:59:59');
    expect(boundToDay(dayToBound('2026-03-08', 'to', zone), zone)).toBe('2026-03-08');
    expect(dayToBound('', 'to', zone)).toBe('');
  });
});

describe('operation ids', () => {
  it('an operation id is a random UUID', () => {
    const ids = new Set(Array.from({ length: 100 }, newOperationId));
    expect(ids.size).toBe(100);
    for (const id of ids) {
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });
});
