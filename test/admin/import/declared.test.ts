import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { resources } from '../../../resources/index.js';
import {
  defineResource,
  type ResourceDeclaration,
} from '../../../src/admin/declaration/resource.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { ProblemsError } from '../../../src/errors.js';
import { openBookOf } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { said } from '../../helpers/messages/said.js';
import { stubAssets } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { checkAndImport, countsOf, importFile } from '../../helpers/panels/table-imports.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf } from '../tables/generated.js';

/** Imports that a resource file opens to a role, and mistakes in such a file. */

const tables = [
  `CREATE TABLE offer (id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, name TEXT NOT NULL, note TEXT, price REAL)`,
  `CREATE TABLE offer_log (offer TEXT, before TEXT, after TEXT)`,
  `INSERT INTO offer VALUES ('o-1', 'a1', 'Mine', 'old', 1), ('o-2', 'a2', 'Theirs', 'secret', 1), ('o-3', 'a1', 'Also mine', NULL, 1)`,
  `CREATE VIEW offer_view AS SELECT id, name FROM offer`,
];

const read = { rows: 'all', read: 'all', actions: ['list', 'show', 'import'] } as const;
const edits = { edit: ['name', 'note'], importEdit: ['name', 'note'] };

describeOnEngines('changes by imports in resource files', (engine) => {
  const book = sharedWorld(() => openBookOf(engine, { sql: tables }));

  it.each<[string, ResourceDeclaration, string[]]>([
    [
      'no import',
      { table: 'offer', access: { admin: { ...read, actions: ['list'], write: edits } } },
      ['R017 offer.admin: importEdit needs the action import'],
    ],
    [
      'columns that the form lacks',
      {
        table: 'offer',
        access: {
          admin: { ...read, actions: ['list', 'import'], write: { ...edits, edit: ['note'] } },
        },
      },
      ['R018 offer.admin: importEdit has name, which the role cannot edit'],
    ],
    [
      'money',
      {
        table: 'offer',
        columns: { price: { kind: 'money' } },
        access: { agent: { ...read, actions: ['list', 'import'], write: edits } },
      },
      ['R019 offer.agent: an import cannot change its rows: it carries money'],
    ],
    [
      'history',
      {
        table: 'wagers',
        access: {
          admin: {
            ...read,
            actions: ['list', 'import'],
            write: { edit: ['description'], importEdit: ['description'] },
          },
        },
      },
      ['R019 wagers.admin: an import cannot change its rows: the book keeps its history'],
    ],
    [
      'a view',
      {
        table: 'offer_view',
        access: {
          admin: {
            ...read,
            actions: ['list', 'import'],
            write: { edit: ['name'], importEdit: ['name'] },
          },
        },
      },
      [
        'R019 offer_view.admin: an import cannot change its rows: a view shows rows of other tables; edit them there',
        'R008 offer_view.admin: name cannot be written: a view shows rows of other tables; edit them there',
      ],
    ],
    [
      'a service',
      {
        table: 'offer',
        access: { admin: { ...read, actions: ['list', 'import'], write: edits } },
        hooks: { edit: () => Promise.resolve() },
      },
      [
        'R020 offer.admin: an import cannot change its rows, because a service edits them one by one',
      ],
    ],
  ])('are refused at start for %s', async (_what, declaration, expected) => {
    const problems = await createPanels(book().context, [declaration], {
      assets: stubAssets,
    }).then(
      () => [],
      (error: unknown) => {
        if (error instanceof ProblemsError) return said(error.problems);
        throw error;
      },
    );
    expect(problems).toEqual(expected);
  });
});

const offers = defineResource({
  table: 'offer',
  title: 'name',
  access: {
    agent: {
      rows: { column: 'agent_id', equals: 'actor.agentId' },
      read: ['id', 'agent_id', 'name', 'note'],
      write: { edit: ['agent_id', 'name', 'note'], importEdit: ['agent_id', 'name', 'note'] },
      actions: ['list', 'show', 'import'],
    },
  },
  hooks: {
    onEdit: (_context, _actor, { id, before, after }) => [
      sql`INSERT INTO offer_log VALUES (${id}, ${JSON.stringify(before)}, ${JSON.stringify(after)})`,
    ],
  },
});

describeOnEngines('an import of changes by an agent', (engine) => {
  const open = (declaration = offers) =>
    openPanelBook(engine, { agents: ['a1', 'a2'], logins: { gus: { agent: 'a1' } }, sql: tables }, [
      ...resources,
      declaration,
    ]);

  it('answers for rows of another agent as for rows that do not exist', async () => {
    const { people, rows } = await open();
    const check = (id: string) =>
      importFile(people.gus, 'offer', `id,note\n${id},new\n`, { step: 'check', way: 'update' });
    const [theirs, none] = [await check('o-2'), await check('o-9')];
    const answer = ({ checked, seen }: typeof none) => ({
      ...{ ...checked, errorFile: checked?.errorFile?.replace('o-2', 'o-9') },
      lines: checked?.lines.map(({ problem, effect }) => [problem, effect]),
      seen,
    });
    expect(answer(theirs)).toEqual(answer(none));
    expect(theirs.checked?.lines[0]?.problem).toBe('no row has this key');

    const csv = 'id,note\no-1,new\no-2,stolen\no-3,first\n';
    const { check: checked, commit } = await checkAndImport(people.gus, 'offer', csv, {
      way: 'update',
    });
    expect(countsOf(checked.checked)).toEqual([0, 2, 0, 1]);
    const { imported } = await commit();
    expect(countsOf(imported)).toEqual([0, 2, 0, 1]);
    expect(imported?.lines.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'no row has this key'],
      [2, ''],
      [4, ''],
    ]);
    expect(await rows('SELECT id, note FROM offer ORDER BY id')).toEqual([
      { id: 'o-1', note: 'new' },
      { id: 'o-2', note: 'secret' },
      { id: 'o-3', note: 'first' },
    ]);
    expect(await rows('SELECT * FROM offer_log ORDER BY offer')).toEqual([
      { offer: 'o-1', before: '{"note":"old"}', after: '{"note":"new"}' },
      { offer: 'o-3', before: '{"note":null}', after: '{"note":"first"}' },
    ]);
    const audit = await auditOf({ rows }, 'offer');
    expect(audit.map(([action, id]) => [action, id])).toEqual([
      ['offer.edited', 'o-1'],
      ['offer.edited', 'o-3'],
    ]);
  });

  it('takes no row of another agent, and gives none away', async () => {
    const { people, rows } = await open();
    const csv = 'id,name,agent_id\no-1,Gift,a2\no-2,Mine now,a1\no-3,Renamed,\n';
    const { check, commit } = await checkAndImport(people.gus, 'offer', csv, { way: 'update' });
    const expected = [
      [2, 'the row would not be one of yours'],
      [3, 'no row has this key'],
      [4, ''],
    ];
    const linesOf = (counts: typeof check.checked) =>
      counts?.lines.map(({ line, problem }) => [line, problem]);
    expect(linesOf(check.checked)).toEqual(expected);
    expect(linesOf((await commit()).imported)).toEqual(expected);
    expect(await rows('SELECT id, agent_id, name FROM offer ORDER BY id')).toEqual([
      { id: 'o-1', agent_id: 'a1', name: 'Mine' },
      { id: 'o-2', agent_id: 'a2', name: 'Theirs' },
      { id: 'o-3', agent_id: 'a1', name: 'Renamed' },
    ]);
  });

  it('refuses keys and columns that the role does not import', async () => {
    const { people } = await open();
    const reply = await importFile(people.gus, 'offer', 'id,price\no-1,5\n', {
      step: 'check',
      way: 'update',
    });
    expect([reply.ways, reply.columns.map(({ path }) => path)]).toEqual([
      ['update'],
      ['id', 'agent_id', 'name', 'note'],
    ]);
    expect(reply.problem).toBe('the file has no column that an import changes');
    const forged = await importFile(people.gus, 'offer', 'id,price\no-1,5\n', {
      ...{ step: 'check', way: 'update', mapping: '["id","price"]' },
    });
    expect(forged.problem).toBe('one of the chosen columns cannot be imported');
    const added = await importFile(people.gus, 'offer', 'id,name\no-7,New\n', {
      ...{ step: 'check', way: 'both' },
    });
    expect(added.problem).toBe('rows cannot be imported in this way');
  });

  it('makes no new row with a key or a column that the role does not fill in new rows', async () => {
    const { people, rows } = await open(
      defineResource({
        table: 'offer',
        access: {
          agent: {
            ...read,
            rows: { column: 'agent_id', equals: 'actor.agentId' },
            actions: [...read.actions],
            write: { ...edits, create: ['name'], fixed: { agent_id: 'actor.agentId' } },
          },
        },
      }),
    );
    const csv =
      'id,name,note\no-1,Changed,\no-2,Of others,\no-9,Of nobody,\n,New,\n,With a note,new\n';
    const { check, commit } = await checkAndImport(people.gus, 'offer', csv, { way: 'both' });
    const refusals = [
      [3, 'no row has this key'],
      [4, 'no row has this key'],
      [6, 'Note: cannot be filled in a new row'],
    ];
    const refused = (counts: typeof check.checked) =>
      counts?.lines.flatMap(({ line, problem }) => (problem ? [[line, problem]] : []));
    expect(refused(check.checked)).toEqual(refusals);
    expect(refused((await commit()).imported)).toEqual(refusals);
    const found = await rows('SELECT name FROM offer WHERE agent_id = ? ORDER BY name', 'a1');
    expect(found.map(({ name }) => name)).toEqual(['Also mine', 'Changed', 'New']);
  });
});
