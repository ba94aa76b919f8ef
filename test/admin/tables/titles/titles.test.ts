import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../helpers/engines/engines.js';
import type { Person } from '../../../helpers/panels/driver.js';
import { metadataOf } from '../../../helpers/panels/page-state.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { openWith } from '../generated.js';

/** Titles and lists of tables that nobody declared: what people call a row, not its key. */

const sql = [
  `CREATE TABLE Category (CategoryID INTEGER PRIMARY KEY, CategoryName TEXT, Description TEXT)`,
  `CREATE TABLE Product (ProductID INTEGER PRIMARY KEY, ProductName TEXT, CategoryID INTEGER REFERENCES Category(CategoryID))`,
  `CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, Title TEXT, LastName TEXT, FirstName TEXT, ReportsTo INTEGER REFERENCES Employee(EmployeeID))`,
  `CREATE TABLE OrderDetail (OrderID INTEGER, ProductID INTEGER REFERENCES Product(ProductID), UnitPrice NUMERIC, Quantity INTEGER, PRIMARY KEY (OrderID, ProductID))`,
  `INSERT INTO Category VALUES (1, 'Drinks', 'cold')`,
  `INSERT INTO Product VALUES (1, 'Juice', 1), (2, 'Tea', 1)`,
  `INSERT INTO Employee VALUES (1, 'Vice President', 'Ode', 'Nia', NULL), (2, 'Clerk', 'Ode', 'Nia', 1), (3, 'Clerk', 'Pym', 'Ari', 1)`,
  `INSERT INTO OrderDetail VALUES (10, 1, 2.5, 4), (10, 2, 3, 1)`,
  // its parents: an order has no name, its customer and its product have one
  `CREATE TABLE person (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT)`,
  `INSERT INTO person VALUES (1, 'Nia', 'Ode'), (2, 'Ari', NULL), (3, NULL, ' ')`,
  `CREATE TABLE sales (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id), clerk INTEGER REFERENCES Employee(EmployeeID),
    ShipName TEXT, ShipCity TEXT, ShipCountry TEXT, sold DATE)`,
  `INSERT INTO sales VALUES (7, 1, 2, 'x', 'y', 'z', NULL), (8, 2, 2, 'x', 'y', 'z', NULL), (9, 3, 1, 'x', 'y', 'z', NULL)`,
  `CREATE TABLE line (sale_id INTEGER REFERENCES sales(id), product_id INTEGER REFERENCES Product(ProductID), PRIMARY KEY (sale_id, product_id))`,
  `INSERT INTO line VALUES (7, 1), (8, 1), (8, 2)`,
  `CREATE TABLE note_on_line (id INTEGER PRIMARY KEY, sale_id INTEGER, product_id INTEGER, note TEXT)`,
  // keys that are hard to read
  `CREATE TABLE tag (name TEXT PRIMARY KEY, note TEXT)`,
  `INSERT INTO tag VALUES (NULL, 'nameless'), ('a/b', 'slash'), ('b/c', 'slash'), ('', 'empty')`,
  `CREATE TABLE tagged (id INTEGER PRIMARY KEY, tag TEXT REFERENCES tag(name), body TEXT NOT NULL)`,
  `INSERT INTO tagged VALUES (1, '', 'same'), (2, 'a/b', 'same'), (3, 'b/c', 'other')`,
  `CREATE TABLE piece (id BLOB PRIMARY KEY, size INTEGER)`,
  `INSERT INTO piece VALUES (x'00112233445566778899aabbccddeeff', 1), (x'00112233445566778899aabbccddeeff0011', 2), (x'', 3)`,
  `CREATE TABLE loose (id PRIMARY KEY, size INTEGER)`,
  `INSERT INTO loose VALUES (7, 1), ('7', 2), (7.5, 3), ('x', 4)`,
  `CREATE TABLE "" (id INTEGER PRIMARY KEY, "" TEXT)`,
  `CREATE TABLE wide (id INTEGER PRIMARY KEY, body TEXT, doc JSON, raw BLOB, a, b, c, d, e, f, g, h,
    agent_id TEXT REFERENCES agents(id), name TEXT)`,
  `CREATE TABLE parcel (parcel_id TEXT PRIMARY KEY, doc JSON, raw BLOB)`,
  `CREATE TABLE link (a INTEGER REFERENCES Product(ProductID), b INTEGER REFERENCES Category(CategoryID), raw BLOB, PRIMARY KEY (a, b))`,
];

/** The titles of a list's rows by their ids, in the order of the list. */
async function titlesOf(person: Person, table: string): Promise<string[]> {
  const { json } = await person.get(`/api/resources/${table}/actions/list?sortBy=&perPage=50`);
  return json.records.map(({ title }) => title).sort();
}

describeOnEngines('titles of undeclared tables', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it('a row is called by its name, by last and first name, and by its parents', async () => {
    const { anna } = tables();
    expect(await titlesOf(anna, 'Category')).toEqual(['Drinks']);
    expect(await titlesOf(anna, 'Product')).toEqual(['Juice', 'Tea']);
    expect(await titlesOf(anna, 'Employee')).toEqual(['Ode, Nia · 1', 'Ode, Nia · 2', 'Pym, Ari']);
    expect(await titlesOf(anna, 'OrderDetail')).toEqual(['Order 10 · Juice', 'Order 10 · Tea']);
  });

  it('references read as their rows are called, told apart where two read alike', async () => {
    const { anna } = tables();
    const populated = async (table: string, path: string) => {
      const { json } = await anna.get(`/api/resources/${table}/actions/list`);
      const titles = json.records.map(
        (record) => record.populated[path] as { title: string } | undefined,
      );
      return titles.flatMap((one) => one?.title ?? []).sort();
    };
    expect(await populated('Product', 'CategoryID')).toEqual(['Drinks', 'Drinks']);
    // One of the two alone needs no key beside its name.
    expect(await populated('Employee', 'ReportsTo')).toEqual(['Ode, Nia', 'Ode, Nia']);
    expect(await populated('line', 'sale_id')).toEqual(['Ari · 8', 'Ari · 8', 'Ode, Nia · 7']);
    expect(await populated('tagged', 'tag')).toEqual(['(empty text)', 'a/b', 'b/c']);
  });

  it('a file has the same title for a row whatever rows stand beside it', async () => {
    const { anna } = tables();
    const list = await anna.get('/api/resources/sales/actions/list?sortBy=id&direction=asc');
    expect(list.json.records.map(({ populated }) => populated['clerk'])).toMatchObject([
      ...[{ title: 'Ode, Nia · 2' }, { title: 'Ode, Nia · 2' }, { title: 'Ode, Nia · 1' }],
    ]);
    const file = await anna.get('/api/resources/sales/actions/export?format=json');
    const clerks = (JSON.parse(file.text) as Record<string, unknown>[]).map(
      (row) => row['clerk.title'],
    );
    expect(clerks).toEqual(['Ode, Nia', 'Ode, Nia', 'Ode, Nia']);
  });

  it('a row without a name is called by a row that it refers to and by its key', async () => {
    const { anna } = tables();
    expect(await titlesOf(anna, 'person')).toEqual(['3', 'Ari', 'Ode, Nia']);
    expect(await titlesOf(anna, 'sales')).toEqual(['3 · 9', 'Ari · 8', 'Ode, Nia · 7']);
    // Its own title would need the titles of rows two steps away.
    expect(await titlesOf(anna, 'line')).toEqual([
      'Sale 7 · Juice',
      'Sale 8 · Juice',
      'Sale 8 · Tea',
    ]);
    const shown = await anna.get('/api/resources/sales/records/7/show');
    expect(shown.json.record.title).toBe('Ode, Nia · 7');
  });

  it('a picker offers rows by their titles, with the key where two read alike', async () => {
    const { anna } = tables();
    const offered = await anna.get('/api/resources/Employee/actions/search/n');
    expect(offered.json.records.map(({ title }) => title)).toEqual([
      'Ode, Nia · 1',
      'Ode, Nia · 2',
    ]);
    const sales = await anna.get('/api/resources/sales/actions/search/x');
    expect(sales.json.records.map(({ title }) => title).sort()).toEqual([
      ...['3 · 9', 'Ari · 8', 'Ode, Nia · 7'],
    ]);
  });

  it('a key is shown as text where nothing else names a row', async () => {
    const { anna } = tables();
    expect(await titlesOf(anna, 'tag')).toEqual(['(empty text)', '(no value)', 'a/b', 'b/c']);
    expect(await titlesOf(anna, 'tagged')).toEqual(['other', 'same · 1', 'same · 2']);
    expect(await titlesOf(anna, 'piece')).toEqual(
      [`x''`, `x'0011223344556677…aabbccddeeff0011'`, `x'00112233445566778899aabbccddeeff'`].sort(),
    );
    expect(await titlesOf(anna, 'loose')).toEqual([`'7'`, '7', '7.5', 'x'].sort());
  });

  it('a list shows the title, keys that say something and references, at most eight columns', () => {
    const { server } = tables();
    const listOf = (table: string) => server.panels.resources('admin').get(table)?.table.list;
    expect(listOf('Category')).toEqual(['CategoryName', 'Description']);
    expect(listOf('Employee')).toEqual(['Title', 'LastName', 'FirstName', 'ReportsTo']);
    expect(listOf('OrderDetail')).toEqual(['OrderID', 'ProductID', 'UnitPrice', 'Quantity']);
    expect(listOf('tag')).toEqual(['name', 'note']);
    expect(listOf('wide')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'agent_id', 'name']);
    expect(listOf('tagged')).toEqual(['tag', 'body']);
    expect(listOf('piece')).toEqual(['id', 'size']);
    expect(listOf('parcel')).toEqual(['parcel_id', 'doc', 'raw']);
    expect(listOf('link')).toEqual(['a', 'b']);
    expect(listOf('line')).toEqual(['sale_id', 'product_id']);
  });

  it('a list links its rows in the column that names them and links no other row', async () => {
    const { anna } = tables();
    const linkOf = async (table: string) =>
      (await metadataOf(anna, table)).resource.titleProperty.propertyPath;
    expect(await linkOf('Category')).toBe('CategoryName');
    expect(await linkOf('Employee')).toBe('LastName');
    expect(await linkOf('OrderDetail')).toBe('OrderID');
  });

  it('a table and a column without a name have labels', async () => {
    const { anna } = tables();
    const page = (await anna.get('/resources/table_1')).text;
    expect(page).toContain('(no name)');
  });
});
