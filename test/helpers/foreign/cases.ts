/** Small tables of other programs, each with a value that a panel may get wrong. */
export const caseTables: readonly string[] = [
  `CREATE TABLE artist (artist_id INTEGER PRIMARY KEY, name TEXT)`,
  `CREATE TABLE album (album_id INTEGER PRIMARY KEY, title TEXT NOT NULL,
    artist_id INTEGER NOT NULL REFERENCES artist (artist_id))`,
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
    INSERT INTO artist SELECT i, 'Artist ' || i FROM n`,
  `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
    INSERT INTO album SELECT i, 'Album ' || i, 1 + (i * 7) % 40 FROM n`,

  `CREATE TABLE event_log (id INTEGER PRIMARY KEY, label TEXT, happened_at TEXT, seen_at DATETIME,
    made DATETIME, julian REAL)`,
  `INSERT INTO event_log VALUES
    (1, 'z', '2024-05-06T07:08:09Z', '2024-05-06T07:08:09.123456', 1714979289, 2460436.797326),
    (2, 'offset', '2024-05-06T07:08:09+02:00', '2024-05-06 07:08:09', 1714979290, 2460436.797338),
    (3, 'millis', '2024-05-06T07:08:09.250Z', '2024-05-06 07:08', 1714979291000, NULL),
    (4, 'next day', '2024-05-07T00:00:00Z', '2024-05-07T00:00:00', 1715040000, 2460437.5)`,

  `CREATE TABLE page (id INTEGER PRIMARY KEY, slug TEXT NOT NULL DEFAULT '', excerpt TEXT NOT NULL,
    note TEXT)`,
  `INSERT INTO page VALUES (1, '', '', ''), (2, 'about', 'x', NULL), (3, 'empty', 'x', '')`,

  `CREATE TABLE declared (id INTEGER PRIMARY KEY, starts TIME, ref UUID, doc JSONB, ip INET,
    price DECIMAL(10,2), kind ENUM, code VARCHAR(5), on_sale BOOLEAN, small TINYINT(1))`,
  `INSERT INTO declared VALUES (1, '09:30:00', '6f1c2d3e-0000-4000-8000-000000000001', '{"a": 1}',
    '10.0.0.1', 20, 'a', 'AB12', NULL, 1)`,

  `CREATE TABLE payroll (id INTEGER PRIMARY KEY, st VARCHAR(1) CHECK (st IN (1, 2, 3)),
    active CHAR(1) NOT NULL DEFAULT '1' CHECK (active IN (0, 1)))`,
  `INSERT INTO payroll VALUES (1, '2', '1')`,

  `CREATE TABLE client (client_id VARCHAR(5) PRIMARY KEY, company TEXT NOT NULL)`,
  `INSERT INTO client VALUES ('ALDER', 'Alder Works')`,
  `CREATE TABLE client_order (id INTEGER PRIMARY KEY, client_id VARCHAR(5) REFERENCES client (client_id),
    post_date TEXT NOT NULL, last_word TEXT)`,
  `INSERT INTO client_order VALUES (1, 'ALDER', '2024-03-01 10:00:00', 'alpha 12')`,

  `CREATE TABLE untyped (id INTEGER PRIMARY KEY, v, flag BOOLEAN)`,
  `INSERT INTO untyped VALUES (1, 7, 1), (2, 'seven', NULL), (3, x'00ff', 0)`,

  `CREATE TABLE switch (id INTEGER PRIMARY KEY, is_on BOOLEAN NOT NULL DEFAULT false,
    is_new INTEGER NOT NULL DEFAULT TRUE CHECK (is_new IN (0, 1)))`,

  `CREATE TABLE reading (id INTEGER PRIMARY KEY, yr YEAR, level DECIMAL(5,2), raw TEXT)`,
  `INSERT INTO reading VALUES (1, 2024, 20, '0x1F'), (2, 1999, 23.3, '007')`,

  `CREATE TABLE capture (id INTEGER PRIMARY KEY, captured_at INTEGER NOT NULL)`,
  `INSERT INTO capture VALUES (1, 1700004321001007)`,
];
