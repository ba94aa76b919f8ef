import { expect, it } from 'vitest';
import type { PropertyCustom } from '../../../src/admin/contract/panel.js';
import { describeOnSqlite } from '../../helpers/engines/engines.js';
import { metadataOf } from '../../helpers/panels/page-state.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from './generated.js';

/** Hints on what a new row takes from the defaults of its columns. */

const sql = [
  `CREATE TABLE valve (
    id INTEGER PRIMARY KEY,
    is_open BOOLEAN NOT NULL DEFAULT 0,
    is_new BIT NOT NULL DEFAULT (1) CHECK (is_new IN (0, 1)),
    is_safe BOOLEAN NOT NULL DEFAULT TRUE,
    paid CHAR(1) NOT NULL DEFAULT '0' CHECK (paid IN (0, 1)),
    turns INTEGER NOT NULL DEFAULT TRUE,
    size INTEGER NOT NULL DEFAULT 0,
    colour TEXT NOT NULL DEFAULT 'red'
  )`,
  `INSERT INTO valve (id, turns) VALUES (1, 7)`,
];

describeOnSqlite('a form of a table with defaults', (engine) => {
  const tables = sharedWorld(() => openWith(engine, sql));

  it('says yes or no for a flag, and the stored value for other columns', async () => {
    const { resource } = await metadataOf(tables().anna, 'valve');
    const hints = Object.fromEntries(
      Object.values(resource.properties).map(({ name, custom }) => [
        name,
        (custom as Partial<PropertyCustom>).newHint,
      ]),
    );
    expect(hints).toEqual({
      id: undefined,
      is_open: 'no if left as it is',
      is_new: 'yes if left as it is',
      is_safe: 'yes if left as it is',
      paid: 'no if left as it is',
      turns: '1 if left empty',
      size: '0 if left empty',
      colour: 'red if left empty',
    });
  });
});
