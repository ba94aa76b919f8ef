import { bytes, digits, insertRows, pick, rowsOf, type ForeignSchema } from './schema.js';

/**
 * A library's catalogue: ISBN as text, notes of several lines, years, times with T and Z, Julian
 * days, references by two columns and by a unique one, lists of numbers on columns of text, a search
 * index with its own tables.
 */

const tables = [
  `CREATE TABLE author (
    author_id INTEGER PRIMARY KEY,
    last_name TEXT NOT NULL,
    first_name TEXT,
    born YEAR,
    died YEAR,
    note TEXT
  )`,
  `CREATE TABLE publisher (
    publisher_code CHAR(3) NOT NULL PRIMARY KEY,
    name VARCHAR(80) NOT NULL,
    city VARCHAR(40) NOT NULL DEFAULT ''
  )`,
  `CREATE TABLE title (
    isbn VARCHAR(13) NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    subtitle TEXT,
    publisher_code CHAR(3) REFERENCES publisher (publisher_code),
    published YEAR NOT NULL,
    pages INTEGER,
    price NUMERIC(8,2),
    marc TEXT NOT NULL DEFAULT '',
    cover VARBINARY
  )`,
  `CREATE TABLE title_author (
    isbn VARCHAR(13) NOT NULL REFERENCES title (isbn),
    author_id INTEGER NOT NULL REFERENCES author (author_id),
    role VARCHAR(10) NOT NULL DEFAULT 'author' CHECK (role IN ('author', 'editor', 'translator')),
    PRIMARY KEY (isbn, author_id)
  ) WITHOUT ROWID`,
  `CREATE TABLE branch (
    branch_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    opens TIME,
    closes TIME,
    ip INET
  )`,
  `CREATE TABLE copy (
    isbn VARCHAR(13) NOT NULL REFERENCES title (isbn),
    copy_no INTEGER NOT NULL,
    branch_id INTEGER NOT NULL REFERENCES branch (branch_id),
    barcode TEXT NOT NULL UNIQUE,
    state CHAR(1) NOT NULL DEFAULT '1' CHECK (state IN (1, 2, 3)),
    acquired DATE,
    shelf TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (isbn, copy_no)
  )`,
  `CREATE TABLE patron (
    patron_id INTEGER PRIMARY KEY AUTOINCREMENT,
    card TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL COLLATE NOCASE,
    birthday DATE,
    joined_on REAL,
    blocked BOOLEAN,
    address TEXT
  )`,
  `CREATE TABLE loan (
    loan_id INTEGER PRIMARY KEY,
    isbn VARCHAR(13) NOT NULL,
    copy_no INTEGER NOT NULL,
    card TEXT NOT NULL REFERENCES patron (card),
    lent_at TEXT NOT NULL,
    due_on TEXT,
    returned_at TEXT,
    FOREIGN KEY (isbn, copy_no) REFERENCES copy (isbn, copy_no)
  )`,
  `CREATE TABLE fine (
    fine_id INTEGER PRIMARY KEY,
    loan_id INTEGER NOT NULL REFERENCES loan (loan_id) ON DELETE RESTRICT,
    amount DECIMAL(6,2) NOT NULL CHECK (amount > 0),
    paid CHAR(1) NOT NULL DEFAULT '0' CHECK (paid IN (0, 1)),
    noted TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE INDEX loan_of_copy ON loan (isbn, copy_no)`,
  `CREATE VIEW overdue AS SELECT loan_id, isbn, card, due_on FROM loan WHERE returned_at IS NULL`,
  `CREATE VIRTUAL TABLE catalogue_search USING fts5 (isbn UNINDEXED, title, note)`,
];

const subjects = [
  'Rivers',
  'Bread',
  'Maps of the North',
  'Stars & Tides',
  "The Cook's Year",
  'Ça va?',
];
const names = ['Åse', 'Bjørn', 'Chloé', 'Dora', 'Émile', 'Frank', 'Gil'];
const isbn = (n: number) => `0${digits(n * 7919, 9)}${n % 9 === 0 ? 'X' : n % 9}`;
const card = (n: number) => digits(n * 31, 8);
const instant = (n: number) =>
  new Date(Date.UTC(2024, 0, 1, n % 24, n % 60, n % 50) + n * 86_400_000);

const rows = [
  ...insertRows(
    'author',
    rowsOf(26, (n) => [
      n,
      pick(['Aalto', 'Brandt', 'Cole', 'Dietz'], n),
      n % 8 === 0 ? null : pick(names, n),
      1850 + n * 4,
      n % 3 === 0 ? null : 1920 + n * 3,
      n % 4 === 0 ? `See also:\nAuthor ${n + 1}` : n % 5 === 0 ? '' : null,
    ]),
  ),
  ...insertRows(
    'publisher',
    rowsOf(22, (n) => [
      digits(n * 4, 3),
      `${pick(names, n)} & Sons ${n}`,
      n % 3 === 0 ? '' : 'Oslo',
    ]),
  ),
  ...insertRows(
    'title',
    rowsOf(40, (n) => [
      isbn(n),
      `${pick(subjects, n)}, volume ${n}`,
      n % 4 === 0 ? null : n % 5 === 0 ? '' : `A study in ${n} parts`,
      n % 7 === 0 ? null : digits((1 + (n % 22)) * 4, 3),
      1950 + n,
      n % 6 === 0 ? null : 40 + n * 9,
      n % 5 === 0 ? n : n + 0.5,
      n % 2 === 0 ? `=100 1\\$aCole, F.\n=245 10$aVolume ${n}\n=260 \\\\$c${1950 + n}` : '',
      n % 3 === 0 ? bytes(n) : null,
    ]),
  ),
  ...insertRows(
    'title_author',
    rowsOf(50, (n) => [isbn(1 + (n % 40)), 1 + ((n * 3) % 26), pick(['author', 'editor'], n)]),
  ),
  ...insertRows(
    'branch',
    rowsOf(6, (n) => [n, `Branch ${n}`, '09:30:00', n === 2 ? null : '17:00', `10.0.0.${n}`]),
  ),
  ...insertRows(
    'copy',
    rowsOf(45, (n) => [
      isbn(1 + Math.floor(n / 2)),
      1 + (n % 2),
      1 + (n % 6),
      `B${digits(n * 3, 7)}`,
      pick(['1', '2', '3'], n),
      n % 5 === 0 ? null : instant(n).toISOString().slice(0, 10),
      n % 4 === 0 ? '' : `${n % 9}A`,
    ]),
  ),
  ...insertRows(
    'patron',
    rowsOf(31, (n) => [
      n,
      card(n),
      `${pick(names, n)} ${pick(['Lie', 'Moe', 'lie'], n)} ${n}`,
      n % 6 === 0 ? null : `19${50 + n}-0${1 + (n % 9)}-1${n % 9}`,
      n % 7 === 0 ? null : 2_459_000.5 + n * 1.25,
      pick([0, 1, null], n),
      n % 2 === 0 ? `${n} Shore Road\n50${digits(n, 2)} Bergen` : '',
    ]),
  ),
  ...insertRows(
    'loan',
    rowsOf(44, (n) => [
      n,
      isbn(1 + Math.floor((1 + (n % 44)) / 2)),
      1 + ((1 + (n % 44)) % 2),
      card(1 + ((n * 7) % 31)),
      instant(n).toISOString().replace('.000', ''),
      instant(n + 21)
        .toISOString()
        .slice(0, 10),
      n % 3 === 0
        ? null
        : instant(n + 9)
            .toISOString()
            .replace('.000Z', '.250Z'),
    ]),
  ),
  ...insertRows(
    'fine',
    rowsOf(21, (n) => [
      n,
      n * 2,
      n % 4 === 0 ? n : n + 0.75,
      pick(['0', '1'], n),
      instant(n).toISOString().slice(0, 19).replace('T', ' '),
    ]),
  ),
  `INSERT INTO catalogue_search SELECT isbn, title, marc FROM title`,
];

export const library: ForeignSchema = {
  name: 'a library',
  sql: [...tables, ...rows],
  tables: {
    author: { title: ['last_name', 'first_name'] },
    publisher: { title: ['name'], fresh: { publisher_code: '007' } },
    title: { title: ['title'], fresh: { isbn: '000000001X' } },
    title_author: { fresh: { author_id: '26' } },
    branch: { title: ['name'], fresh: { name: 'Branch 0' } },
    copy: { days: ['acquired'], fresh: { copy_no: '9', barcode: 'B0000001' } },
    patron: {
      title: ['name'],
      fresh: { card: '00000007' },
      bound: ['card'],
      times: { joined_on: 'julian' },
      days: ['birthday'],
    },
    loan: {
      bound: ['isbn', 'copy_no'],
      times: { lent_at: 'text', returned_at: 'text' },
      days: ['due_on'],
    },
    fine: { times: { noted: 'text' } },
    overdue: { isReadOnly: true },
    catalogue_search: { isReadOnly: true },
    catalogue_search_data: { isReadOnly: true },
    catalogue_search_content: { isReadOnly: true },
    catalogue_search_docsize: { isReadOnly: true },
    catalogue_search_idx: { isReadOnly: true },
    catalogue_search_config: { isReadOnly: true },
  },
};
