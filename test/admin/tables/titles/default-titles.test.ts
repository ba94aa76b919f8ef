import { expect, it } from 'vitest';
import { describeOnSqlite } from '../../../helpers/engines/engines.js';
import { sharedWorld } from '../../../helpers/run/shared-world.js';
import { openWith } from '../generated.js';

/** Columns that name a row, in tables as other programs declare them. */

/** Table, its columns, and those of the title; `*` after the ones that stand for their parents. */
const cases: [table: string, columns: string, title: string][] = [
  // a shop in PascalCase
  [
    'Buyers',
    `BuyerID NCHAR(5) PRIMARY KEY, CompanyName TEXT, ContactName TEXT, ContactTitle TEXT, Address TEXT`,
    'CompanyName',
  ],
  [
    'Staff',
    `StaffID INTEGER PRIMARY KEY, TitleOfCourtesy TEXT, Title TEXT, FirstName TEXT, LastName TEXT`,
    'LastName, FirstName',
  ],
  [
    'Orders',
    `OrderID INTEGER PRIMARY KEY, BuyerID NCHAR(5) REFERENCES Buyers, StaffID INTEGER REFERENCES Staff,
    ShipName TEXT, ShipAddress TEXT, ShipCity TEXT, ShipCountry TEXT, Freight NUMERIC`,
    'BuyerID* + key',
  ],
  [
    'Territories',
    `TerritoryID TEXT PRIMARY KEY, TerritoryDescription TEXT, RegionID INTEGER`,
    'TerritoryDescription',
  ],
  ['Items', `ItemID INTEGER PRIMARY KEY, ItemName TEXT, Name TEXT`, 'ItemName'],
  [
    'OrderItems',
    `OrderID INTEGER REFERENCES Orders, ItemID INTEGER REFERENCES Items, PRIMARY KEY (OrderID, ItemID)`,
    'OrderID · ItemID*',
  ],
  // music
  ['Artist', `ArtistId INTEGER PRIMARY KEY, Name NVARCHAR(120)`, 'Name'],
  [
    'Invoice',
    `InvoiceId INTEGER PRIMARY KEY, StaffId INTEGER NOT NULL REFERENCES Staff, InvoiceDate DATETIME, BillingAddress NVARCHAR(70), BillingCity NVARCHAR(40)`,
    'StaffId* + key',
  ],
  [
    'InvoiceLine',
    `InvoiceLineId INTEGER PRIMARY KEY, InvoiceId INTEGER NOT NULL REFERENCES Invoice, ItemId INTEGER NOT NULL REFERENCES Items`,
    'ItemId* + key',
  ],
  // films in snake_case
  ['city', `city_id INTEGER PRIMARY KEY, city VARCHAR(50), country_id INTEGER`, 'city'],
  [
    'actor',
    `actor_id INTEGER PRIMARY KEY, first_name VARCHAR(45), last_name VARCHAR(45)`,
    'last_name, first_name',
  ],
  ['film', `film_id INTEGER PRIMARY KEY, title VARCHAR(255), description TEXT`, 'title'],
  [
    'film_text',
    `film_id INTEGER REFERENCES film, language CHAR(2), body TEXT, PRIMARY KEY (film_id, language)`,
    'film_id* · language',
  ],
  [
    'film_actor',
    `id INTEGER PRIMARY KEY, film_id INTEGER REFERENCES film, actor_id INTEGER REFERENCES actor, role TEXT, UNIQUE (film_id, actor_id)`,
    'film_id* · actor_id*',
  ],
  [
    'inventory',
    `inventory_id INTEGER PRIMARY KEY, film_id INTEGER REFERENCES film`,
    'film_id* + key',
  ],
  [
    'rental',
    `rental_id INTEGER PRIMARY KEY, inventory_id INTEGER REFERENCES inventory, actor_id INTEGER REFERENCES actor, status TEXT`,
    'actor_id* + key',
  ],
  // capitals, one word, prefixes
  ['SHIPPERS', `SHIPPER_ID INTEGER PRIMARY KEY, PHONE TEXT, SHIPPER_NAME TEXT`, 'SHIPPER_NAME'],
  [
    'categories',
    `categoryid INTEGER PRIMARY KEY, description TEXT, categoryname TEXT`,
    'categoryname',
  ],
  [
    'wp_posts',
    `ID INTEGER PRIMARY KEY, post_author TEXT, post_content TEXT, post_title TEXT, post_status TEXT`,
    'post_title',
  ],
  ['supplier', `s_key INTEGER PRIMARY KEY, s_address TEXT, s_name TEXT, s_phone TEXT`, 's_name'],
  // people and their logins
  ['accounts', `id INTEGER PRIMARY KEY, password_hint TEXT, email TEXT, username TEXT`, 'username'],
  [
    'members',
    `id INTEGER PRIMARY KEY, username TEXT, first_name TEXT, last_name TEXT`,
    'last_name, first_name',
  ],
  ['contacts', `id INTEGER PRIMARY KEY, phone TEXT, email TEXT, surname TEXT`, 'surname'],
  // texts that no two rows share
  ['setting', `"key" TEXT PRIMARY KEY, value TEXT`, 'key'],
  ['plan', `id INTEGER PRIMARY KEY, wording TEXT, sku_text TEXT UNIQUE`, 'sku_text'],
  ['receipt', `id INTEGER PRIMARY KEY, note TEXT, receipt_no INTEGER, paid_by TEXT`, 'receipt_no'],
  ['client', `client_id VARCHAR(5) PRIMARY KEY, company TEXT NOT NULL`, 'company'],
  // the first text, of short ones first
  [
    'journal',
    `id INTEGER PRIMARY KEY, doc JSON, raw BLOB, body TEXT, wording TEXT, seen_at TEXT`,
    'wording',
  ],
  ['memo', `id INTEGER PRIMARY KEY, doc JSON, body TEXT`, 'body'],
  ['spot', `id INTEGER PRIMARY KEY, street TEXT, corner TEXT, height REAL`, 'corner'],
  ['yard', `id INTEGER PRIMARY KEY, street TEXT, height REAL`, 'street'],
  // nothing but the key
  ['store', `store_id INTEGER PRIMARY KEY, opened INTEGER`, 'store_id'],
  ['node', `id INTEGER PRIMARY KEY, parent INTEGER REFERENCES node`, 'id'],
  ['seat', `line TEXT, number INTEGER, taken_by TEXT, PRIMARY KEY (line, number)`, 'line · number'],
];

const sql = cases.map(([table, columns]) => `CREATE TABLE "${table}" (${columns})`);

describeOnSqlite('default titles', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it.each(cases)('the title of a table %s (%s) is %s', (name, _columns, title) => {
    const table = tables().server.panels.resources('admin').get(name)?.table;
    const form = table?.titleForm;
    const columns = table?.title.map((column) =>
      form?.parents.includes(column) ? `${column}*` : column,
    );
    const text = columns?.join(form?.separator);
    expect(form?.key === 'always' ? `${text} + key` : text).toBe(title);
  });
});
