import { describe, expect, it } from 'vitest';
import { readColumn } from '../../../src/admin/columns/column-kinds.js';
import type { ColumnReading } from '../../../src/admin/columns/column-reading.js';
import type { ExactValue } from '../../../src/admin/values/exact-value.js';
import { affinityOf } from '../../../src/db/introspection/introspect.js';

interface Declared {
  name?: string;
  defaultExpression?: string;
  values?: (string | number)[];
  isJson?: boolean;
}

/** Reads a column of a table that another program made. */
function read(type: string, values: readonly ExactValue[], declared: Declared = {}): ColumnReading {
  return readColumn({
    table: 'foreign',
    sample: { values },
    column: {
      name: declared.name ?? 'v',
      position: 0,
      declaredType: type,
      affinity: affinityOf(type),
      notNull: false,
      defaultExpression: declared.defaultExpression ?? null,
      keyPosition: 0,
      isGenerated: false,
      missingCollation: null,
      problem: null,
      values: declared.values ?? null,
      isJson: declared.isJson ?? false,
      bounds: [],
    },
  });
}

const blob = new Uint8Array([1, 2]);
const days = Array.from({ length: 12 }, (_, day) => `2024-05-${String(day + 10)}`);

/** Declared type, values, further declarations; the kind, and what the format says. */
const columns: [string, ExactValue[], Declared, ColumnReading['kind'], object][] = [
  // names that declare more than the affinity
  ['TIME', ['09:30:00'], {}, 'time', {}],
  ['TIME', ['838:59:59', '09:30:00'], {}, 'text', {}],
  ['time without time zone', [], {}, 'time', {}],
  ['UUID', ['6f1c2d3e-0000-4000-8000-000000000001'], {}, 'text', {}],
  ['GUID', [], {}, 'text', {}],
  ['INET', ['10.0.0.1'], {}, 'text', {}],
  ['ENUM', [], {}, 'text', {}],
  ['ENUM', [1n, 2n], {}, 'number', {}],
  ['POINT', ['(1,2)'], {}, 'text', {}],
  ['JSONB', ['{"a": 1}'], {}, 'json', {}],
  ['JSON', ['no json'], {}, 'text', {}],
  ['DECIMAL(10,2)', [20n, 23.5], {}, 'number', { places: 2 }],
  ['decimal (5)', [], {}, 'number', { places: 0 }],
  ['NUMERIC', [1n], {}, 'number', {}],
  ['MONEY', [], {}, 'number', { places: 2 }],
  ['YEAR', [2024n], {}, 'integer', { isUngrouped: true }],
  ['INTEGER', [1999n, 2024n], { name: 'publication_year' }, 'integer', { isUngrouped: true }],
  ['INTEGER', [1_999_000n], { name: 'publication_year' }, 'integer', {}],
  ['VARBINARY(16)', [blob], {}, 'blob', {}],
  ['BYTEA', [], {}, 'blob', {}],
  ['BLOB', ['text'], {}, 'text', { like: '' }],
  ['', [blob], {}, 'blob', {}],
  ['TEXT', [blob], {}, 'blob', {}],
  // flags
  ['TINYINT(1)', [0n, 1n], {}, 'boolean', { flags: [0, 1] }],
  ['TINYINT(1)', [0n, 7n], {}, 'integer', {}],
  ['BOOLEAN', ['t', 'f'], {}, 'boolean', { flags: ['f', 't'] }],
  ['BOOLEAN', ['True'], {}, 'boolean', { flags: ['False', 'True'] }],
  ['BOOL', [], {}, 'boolean', { flags: [0, 1] }],
  ['CHAR(1)', ['1'], { values: ['0', '1'] }, 'boolean', { flags: ['0', '1'] }],
  ['CHAR(1)', ['Y'], { values: ['Y', 'N'] }, 'enum', {}],
  // times
  [
    'TEXT',
    ['2024-05-06T07:08:09Z'],
    { name: 'happened_at' },
    'datetime',
    { like: '2000-01-01T00:00:00Z' },
  ],
  ['DATETIME', [1_714_979_289n], {}, 'datetime', { like: 946_684_800n }],
  ['DATETIME', ['2024-05-06', '2024-05-07'], {}, 'date', {}],
  ['DATE', ['2024-05-06 07:08:09'], {}, 'datetime', { like: '2000-01-01 00:00:00' }],
  ['DATETIME', ['soon', 'later', '2024-05-06 07:08:09'], {}, 'text', {}],
  ['TIMESTAMP', [], {}, 'datetime', {}],
  ['REAL', [2_460_436.79], { name: 'julian' }, 'datetime', { like: 2_451_544.5 }],
  ['REAL', [2_460_436.79], { name: 'weight' }, 'number', {}],
  [
    'INTEGER',
    [1_714_979_289_250n],
    { name: 'lastModified' },
    'datetime',
    { like: 946_684_800_000n },
  ],
  ['INTEGER', [1_714_979_289n], { name: 'views' }, 'integer', {}],
  ['INTEGER', [0n, 1n, 300n], { name: 'run_time' }, 'integer', {}],
  ['TEXT', ['alpha 12'], { name: 'last_word' }, 'text', {}],
  [
    'TEXT',
    ['2024-03-01 10:00:00'],
    { name: 'post_date' },
    'datetime',
    { like: '2000-01-01 00:00:00' },
  ],
  ['TEXT', ['2024-03-01'], { name: 'note' }, 'text', {}],
  ['TEXT', days, { name: 'note' }, 'date', {}],
  ['TEXT', [], { name: 'seen_at' }, 'datetime', {}],
  ['TEXT', [], { defaultExpression: 'CURRENT_DATE' }, 'date', {}],
  // texts
  ['VARCHAR(5)', ['AB12'], {}, 'text', { longest: 5 }],
  ['VARCHAR(5)', ['AB1234'], {}, 'text', {}],
  ['VARCHAR(2000)', [], {}, 'long_text', { longest: 2000 }],
  ['TEXT', ['one line'], {}, 'text', {}],
  ['TEXT', ['two\nlines'], {}, 'long_text', {}],
  ['TEXT', ['x'.repeat(150)], {}, 'long_text', {}],
  ['TEXT', [], { name: 'body' }, 'long_text', {}],
  ['TEXT', [], { name: 'email' }, 'text', {}],
  ['TEXT', ['', 'a'], {}, 'text', { hasEmptyText: true }],
  // numbers and untyped values
  ['INTEGER', ['many', 'few', 3n], {}, 'text', {}],
  ['INTEGER', ['many', 1n, 3n], {}, 'integer', {}],
  ['', [7n, 8n], {}, 'text', { like: 0n }],
  ['', [7n, 'x'], {}, 'text', {}],
];

describe('the reading of a column', () => {
  it.each(columns)(
    'reads a column of %s with the values %o and %o as %s',
    (type, values, declared, kind, format) => {
      const reading = read(type, values, declared);
      expect(reading.kind).toBe(kind);
      expect(reading.format).toEqual(format);
    },
  );
});
