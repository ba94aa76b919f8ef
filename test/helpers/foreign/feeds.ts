import { bytes, digits, insertRows, pick, rowsOf, type ForeignSchema } from './schema.js';

/**
 * A reader of feeds: times as seconds, milliseconds and microseconds since 1970, UUIDs, integers
 * beyond 2^53, settings in JSON, empty texts, HTML with CRLF, booleans that may be unknown, columns
 * without a type, odd names, folders in folders.
 */

const tables = [
  `CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES folders (id),
    name TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE feeds (
    id UUID NOT NULL PRIMARY KEY,
    folder_id INTEGER REFERENCES folders (id),
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    site_url TEXT NOT NULL,
    last_fetched INTEGER,
    every_ms INTEGER NOT NULL DEFAULT 3600000,
    settings JSON NOT NULL DEFAULT '{}',
    is_muted BOOLEAN,
    icon BLOB
  )`,
  `CREATE TABLE entries (
    id BIGINT NOT NULL PRIMARY KEY,
    feed_id UUID NOT NULL REFERENCES feeds (id),
    guid TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    content TEXT,
    published_at INTEGER,
    crawled_at INTEGER NOT NULL,
    is_read BOOLEAN NOT NULL DEFAULT false,
    is_starred BOOLEAN,
    hash BIGINT,
    UNIQUE (feed_id, guid)
  )`,
  `CREATE TABLE "Tags & ""labels""" (
    "tag 🏷" TEXT NOT NULL PRIMARY KEY,
    "colour's" TEXT NOT NULL DEFAULT '',
    "order" INTEGER
  )`,
  `CREATE TABLE entry_tags (
    entry_id BIGINT NOT NULL REFERENCES entries (id),
    tag TEXT NOT NULL REFERENCES "Tags & ""labels""" ("tag 🏷"),
    PRIMARY KEY (entry_id, tag)
  )`,
  `CREATE TABLE enclosures (
    id GUID NOT NULL PRIMARY KEY,
    entry_id BIGINT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    length INTEGER,
    kind ENUM
  )`,
  `CREATE TABLE preferences (
    name TEXT NOT NULL PRIMARY KEY,
    value,
    was
  ) WITHOUT ROWID`,
  `CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    feed_id UUID REFERENCES feeds (id),
    started_at INTEGER NOT NULL,
    took FLOAT,
    status SMALLINT,
    headers JSONB,
    problem TEXT
  )`,
  `CREATE INDEX entries_by_time ON entries (feed_id, published_at)`,
  `CREATE VIEW unread AS SELECT id, feed_id, title FROM entries WHERE is_read = 0`,
];

const uuid = (kind: number, n: number) =>
  `${digits(kind, 8)}-${digits(n, 4)}-4000-8000-${digits(n * 104729, 12)}`;
const entryId = (n: number) => 9_007_199_254_740_990n + BigInt(n);
const seconds = (n: number) => 1_700_000_000 + n * 4321;
const tags = [
  ...[
    'news',
    'a/b',
    '50%',
    "it's",
    '"quoted"',
    '📚 books',
    'two words',
    'UPPER',
    'Ünïcode',
    '#hash',
  ],
  ...[
    'a,b',
    'x&y',
    'q?',
    '~tilde',
    '-dash',
    '+plus',
    '.dot',
    '_low',
    '(round)',
    '[square]',
    'é',
    'ß',
  ],
];

const preferences = [
  ...['seven', 7, '7', 7.5, '007', '', null, bytes(1), '0x1F', 9_007_199_254_740_993n, -1, '1e3'],
  ...[0, '0', 'true', '{"a": 1}', 'line\nbreak', 'line\r\nbreak', ' padded ', '٣', 1e21, '-0'],
];

const rows = [
  ...insertRows(
    'folders',
    rowsOf(22, (n) => [
      n,
      n < 4 ? null : Math.floor(n / 3),
      `${pick(['News', '📁 Code', 'Art & "Craft"'], n)} ${n}`,
      n % 5,
    ]),
  ),
  ...insertRows(
    'feeds',
    rowsOf(34, (n) => [
      uuid(1, n),
      n % 6 === 0 ? null : 1 + (n % 22),
      `https://feeds.example.test/${n}.xml?a=1&b=${n}`,
      n % 5 === 0 ? '' : `Feed ${n} – “${pick(['daily', 'weekly'], n)}”`,
      n % 4 === 0 ? '' : `https://example.test/${n}`,
      n % 7 === 0 ? null : seconds(n),
      n * 60_000,
      n % 3 === 0 ? '{}' : `{\n  "limit": ${n},\n  "tags": ["a", "b"]\n}`,
      pick([null, 0, 1], n),
      n % 4 === 0 ? bytes(n) : null,
    ]),
  ),
  ...insertRows(
    'entries',
    rowsOf(36, (n) => [
      entryId(n),
      uuid(1, 1 + (n % 34)),
      `urn:${n}`,
      n % 9 === 0 ? '' : `Entry ${n} 🎉`,
      n % 4 === 0 ? '' : 'Ann "A." O’Neil',
      n % 10 === 0 ? null : `<p>Number ${n}</p>\r\n<p>It’s &amp; more</p>\r\n`,
      n % 8 === 0 ? null : seconds(n) * 1_000_000 + n * 1000 + 7,
      seconds(n) * 1000 + n,
      n % 2,
      pick([1, null, 0], n),
      -1_143_210_987_654_321_098n + BigInt(n) * 77n,
    ]),
  ),
  ...insertRows(
    'Tags & "labels"',
    tags.map((tag, index) => [
      tag,
      index % 3 === 0 ? '' : `#0${index}0`,
      index % 4 === 0 ? null : index,
    ]),
  ),
  ...insertRows(
    'entry_tags',
    rowsOf(44, (n) => [entryId(1 + ((n * 5) % 36)), pick(tags, n)]),
  ),
  ...insertRows(
    'enclosures',
    rowsOf(25, (n) => [
      `{${uuid(2, n).toUpperCase()}}`,
      entryId(n),
      `https://cdn.example.test/${n}.mp3`,
      n % 5 === 0 ? null : 4_000_000_000 + n,
      pick(['audio/mpeg', 'video/mp4'], n),
    ]),
  ),
  ...insertRows(
    'preferences',
    preferences.map((value, index) => [`pref.${index}`, value, index % 2 === 0 ? value : null]),
  ),
  ...insertRows(
    'fetches',
    rowsOf(31, (n) => [
      n,
      uuid(1, 1 + (n % 34)),
      seconds(n),
      n % 6 === 0 ? null : n / 8,
      pick([200, 304, 404, null], n),
      n % 5 === 0 ? null : `{"etag": "W/\\"${n}\\"", "n": ${n}}`,
      n % 4 === 0 ? 'timed out\nafter 30 s' : n % 7 === 0 ? '' : null,
    ]),
  ),
];

export const feeds: ForeignSchema = {
  name: 'a reader of feeds',
  sql: [...tables, ...rows],
  tables: {
    folders: { title: ['name'] },
    feeds: {
      title: ['title'],
      fresh: { id: uuid(3, 1), url: 'https://new.example.test/' },
      times: { last_fetched: 'seconds' },
    },
    entries: {
      title: ['title'],
      fresh: { id: '9007199254999993', guid: 'urn:new' },
      times: { published_at: 'microseconds', crawled_at: 'milliseconds' },
    },
    'Tags & "labels"': { title: ['tag 🏷'], fresh: { 'tag 🏷': 'fresh tag' } },
    entry_tags: { fresh: { tag: 'UPPER' } },
    enclosures: { fresh: { id: `{${uuid(4, 1).toUpperCase()}}` } },
    preferences: { title: ['name'], fresh: { name: 'pref.new' } },
    fetches: { times: { started_at: 'seconds' } },
    unread: { title: ['title'], isReadOnly: true },
  },
};
