import { describe, expect, it } from 'vitest';
import { labelColumns, labelOf, titleOfValue } from '../../../../src/admin/names/names.js';
import { singularOf } from '../../../../src/admin/names/words.js';

/** Labels of tables and columns that nobody declared. */

const labels = {
  created_at: 'Created at',
  kpi_metrics: 'KPI metrics',
  firstName: 'First name',
  CategoryName: 'Category name',
  CUSTOMER_ID: 'Customer ID',
  HTMLBody: 'HTML body',
  XYZCode: 'XYZ code',
  CustomerIDs: 'Customer IDs',
  ISBN: 'ISBN',
  QTY: 'QTY',
  NAME: 'Name',
  is_active: 'Is active',
  hasChildren: 'Has children',
  address2: 'Address 2',
  ADDRESS2: 'Address 2',
  sha256: 'Sha256',
  'Order Details': 'Order details',
  'имя клиента': 'Имя клиента',
  ИмяКлиента: 'Имя клиента',
  'it"s': 'It"s',
  '🂡': '🂡',
  '👩‍🚀_crew': '👩‍🚀 crew',
  order: 'Order',
  _id: 'ID',
  _: '_',
  '': '(no name)',
  ' ': 'U+0020',
  '\u200b\u00a0': 'U+200B U+00A0',
  'a\u0001b': 'A␁b',
};

describe('labels', () => {
  it.each(Object.entries(labels))('the name %j has the label %j', (name, label) => {
    expect(labelOf(name)).toBe(label);
  });

  it.each([
    ['agent_id', 'Agent'],
    ['CategoryID', 'Category'],
    ['SHIPPER_ID', 'Shipper'],
    ['ReportsTo', 'Reports to'],
    ['id_store', 'Store'],
    ['fk_store', 'Store'],
    ['artistid', 'Artist'],
    ['PAID', 'Paid'],
    ['id', 'ID'],
  ])('the reference %j has the label %j', (name, label) => {
    expect(labelColumns('albums', [{ name, references: 'artists' }])).toEqual([label]);
  });

  it('a name in one word is parted where it begins with the name of its table', () => {
    const names = ['categoryid', 'categoryname', 'cataloguename'];
    const columns = names.map((name) => ({ name, references: null }));
    expect(labelColumns('categories', columns)).toEqual([
      'Category ID',
      'Category name',
      'Cataloguename',
    ]);
  });

  it('labels that would read alike have more of the name', () => {
    const columns = [
      { name: 'agent', references: null },
      { name: 'agent_id', references: 'agents' },
      { name: 'first_name', references: null },
      { name: 'firstName', references: null },
      { name: 'owner_id', references: 'users' },
      { name: 'ownerId', references: 'users' },
    ];
    expect(labelColumns('deals', columns)).toEqual([
      ...['Agent', 'Agent ID', 'First name (first_name)', 'First name (firstName)'],
      ...['Owner ID (owner_id)', 'Owner ID (ownerId)'],
    ]);
  });

  it('values that would read alike, and codes, stay as they are stored', () => {
    expect(titleOfValue('in_progress', ['in_progress', 'done'])).toBe('In progress');
    expect(titleOfValue('a', ['a', 'A', 'b'])).toBe('a');
    expect(titleOfValue('b', ['a', 'A', 'b'])).toBe('B');
    expect(titleOfValue('EUR', ['EUR', 'USD'])).toBe('EUR');
    expect(titleOfValue('-110', ['-110', '110'])).toBe('-110');
  });

  it.each([
    ...[
      ['Activities', 'Activity'],
      ['users', 'user'],
      ['CATEGORIES', 'CATEGORY'],
    ],
    ...[
      ['Order statuses', 'Order status'],
      ['status', 'status'],
      ['Addresses', 'Address'],
    ],
    ...[
      ['address', 'address'],
      ['Boxes', 'Box'],
      ['Batches', 'Batch'],
      ['Caches', 'Cache'],
    ],
    ...[
      ['Warehouses', 'Warehouse'],
      ['Buses', 'Bus'],
      ['Bonuses', 'Bonus'],
      ['Sizes', 'Size'],
    ],
    ...[
      ['Movies', 'Movie'],
      ['News', 'News'],
      ['series', 'series'],
      ['Media', 'Media'],
    ],
    ...[
      ['People', 'Person'],
      ['sales_people', 'sales_person'],
      ['Children', 'Child'],
    ],
    ...[
      ['Menus', 'Menu'],
      ['Classes', 'Class'],
      ['Purchases', 'Purchase'],
      ['Analysis', 'Analysis'],
    ],
  ] as [string, string][])('a row of %s is a %s', (label, singular) => {
    expect(singularOf(label)).toBe(singular);
  });
});
