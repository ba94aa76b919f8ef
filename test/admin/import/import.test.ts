import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite, embedded } from '../../helpers/engines/engines.js';
import { ask, customersCsv, importPath, openImport } from '../../helpers/panels/imports.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Customers from a CSV file: checked, corrected, imported once. */

const good = 'name,agent,email,phone,betting limit\n';

describeOnEngines('an import of customers', (engine) => {
  const checked = sharedWorld(() => openImport(engine));

  it('a check says of each row what would become of it, and writes nothing', async () => {
    const { ada, rows } = checked();
    const csv = `${good}Ann,code-a1,ann@x.test,+1 555 0100,"1,250.50"
,a1,nobody@x.test,,
Bob,Agent a1,taken@customers.test,,lots
Cid,unknown,ann@x.test,,
Dee,a1,dee@x.test
`;
    const reply = await ask(ada, { step: 'check', csv });
    const { headers, mapping } = reply;
    expect(headers).toEqual(['name', 'agent', 'email', 'phone', 'betting limit']);
    expect(mapping).toEqual(['name', 'agent_id', 'email', 'phone', 'betting_limit']);
    expect([reply.checked?.good, reply.checked?.bad]).toEqual([1, 4]);
    expect(reply.checked?.lines).toMatchObject([
      { line: 3, label: 'a1', problem: 'Name: is required' },
      {
        ...{ line: 4, label: 'Bob' },
        problem: expect.stringMatching(/^Betting limit: .*; Email: is already taken$/) as string,
      },
      {
        ...{ line: 5, label: 'Cid' },
        problem: 'Agent: matches no row; Email: is already in line 2',
      },
      { line: 6, label: 'Dee', problem: 'the row has 3 cells, and the file has 5 headers' },
      { line: 2, label: 'Ann', problem: '', effect: 'new' },
    ]);
    expect(await rows(`SELECT 1 FROM customers WHERE email LIKE '%x.test'`)).toEqual([]);
  });

  it('an import takes the good rows once, and gives back the others as a file to correct', async () => {
    const { ada, rows } = await openImport(engine);
    const csv = `\uFEFFName;Agent;E-mail;Email\r\n=1+1;a1;x;ann@x.test\r\nBob;nowhere;x;"b;ob@x.test"\r\n`;
    const order = { step: 'commit', mode: 'good', csv, operationId: 'import-0001' };
    const first = await ask(ada, order);
    expect(first.imported).toMatchObject({ good: 1, bad: 1, repeated: false });
    const again = await ask(ada, order);
    expect(again.imported).toMatchObject({ good: 1, bad: 1, repeated: true });
    expect(await rows(`SELECT name, betting_limit, balance FROM customers WHERE email LIKE '%x.test'`)).toEqual([{ name: '=1+1', betting_limit: 1000, balance: 0 }]); // prettier-ignore
    const [audited] = await rows(
      `SELECT count(*) AS n, max(actor_user_id) AS actor, max(operation_id) AS operation,
        max(after) AS after FROM audit_log WHERE action = 'customer.created'`,
    );
    expect(audited).toMatchObject({ n: 1, operation: 'import-0001.0' });
    expect(JSON.parse(String(audited?.['after']))).toMatchObject({ email: '[personal]' });
    const [agent] = await rows(`SELECT customer_count AS n FROM agents WHERE id = 'a1'`);
    expect(agent?.['n']).toBe(2);

    const { errorFile = '' } = first.imported ?? {};
    expect(errorFile).toBe(
      '\uFEFFName,Agent,E-mail,Email,Problem\r\nBob,nowhere,x,"b;ob@x.test",Agent: matches no row\r\n',
    );
    const corrected = errorFile.replace('nowhere', 'a2');
    const last = await ask(ada, {
      ...order,
      mode: 'all',
      csv: corrected,
      operationId: 'import-0002',
    });
    expect(last.imported).toMatchObject({ good: 1, bad: 0 });
    expect((await ask(ada, { ...order, csv: corrected })).problem).toMatch(
      /another request before/,
    );
  });

  it('an import writes problems in the language of its user, also into the error file', async () => {
    const { server } = await openImport(engine);
    const ada = await server.signIn('ada', PASSWORD, 'es');
    const csv = `${good}Ann,a1,taken@customers.test,,\nBob,nowhere,bob@x.test,,-1\n`;
    const { columns, checked } = await ask(ada, { step: 'check', csv });
    expect(columns.map(({ label }) => label)).toContain('Límite de apuestas');
    const problems = [
      'Correo electrónico: ya está en uso',
      'Agente: no corresponde a ninguna fila; Límite de apuestas: no puede ser menor que cero',
    ];
    expect(checked?.lines.map(({ problem }) => problem)).toEqual(problems);
    expect(checked?.errorFile).toBe(
      `\uFEFFname,agent,email,phone,betting limit,Problem\r\nAnn,a1,taken@customers.test,,,${problems[0]}\r\nBob,nowhere,bob@x.test,,'-1,"${problems[1]}"\r\n`,
    );
    const all = { step: 'commit', mode: 'all', csv, operationId: 'import-0008' };
    expect((await ask(ada, all)).problem).toBe(
      `no se importó nada: el archivo tiene 2 filas incorrectas; la primera está en la línea 2: ${problems[0]}`,
    );
  });

  it('an import that an earlier version stored keeps its count when it is sent again', async () => {
    const { ada, rows } = await openImport(engine);
    const csv = `${good}Ann,a1,ann@x.test,,\nBob,a1,taken@customers.test,,\n`;
    const order = { step: 'commit', mode: 'good', csv, operationId: 'import-0009' };
    expect((await ask(ada, order)).imported).toMatchObject({ good: 1, bad: 1, repeated: false });
    const stored = {
      done: [{ id: 'import-0009.0', label: 'import', text: '1 rows were made' }],
      refused: [{ id: '3', label: 'line 3', reason: 'Email is already taken' }],
    };
    await rows('DROP TRIGGER trg_operations_no_update');
    await rows(`UPDATE operations SET result = '${JSON.stringify(stored)}'
      WHERE id = 'import-0009.0'`);
    const { imported } = await ask(ada, order);
    expect(imported).toMatchObject({ good: 1, bad: 1, repeated: true });
    expect(imported?.lines[0]?.problem).toBe('Email is already taken');
  });

  it('an import takes all rows or none', async () => {
    const { ada, rows } = await openImport(engine);
    const csv = `${good}Ann,a1,ann@x.test,,\nBob,a1,taken@customers.test,,\n`;
    const order = { step: 'commit', mode: 'all', csv, operationId: 'import-0003' };
    expect((await ask(ada, order)).problem).toBe(
      'nothing was imported: the file has 1 wrong row; the first is in line 3: Email: is already taken',
    );
    expect(await rows(`SELECT 1 FROM customers WHERE name = 'Ann'`)).toEqual([]);
    expect(await rows(`SELECT 1 FROM operations WHERE kind = 'customer.import'`)).toEqual([]);
  });

  it('an import takes no balances, and says what to do with them', async () => {
    const { ada, rows } = await openImport(engine);
    const csv = 'Name,Agent,Email,Balance\nAnn,a1,ann@x.test,500\n';
    const { problem, mapping } = await ask(ada, { step: 'check', csv });
    expect(problem).toMatch(/balances are not imported.*Adjust balance/);
    const left = { csv, mapping: JSON.stringify(mapping) };
    expect((await ask(ada, { step: 'check', ...left })).checked?.good).toBe(1);
    await ask(ada, { step: 'commit', mode: 'all', operationId: 'import-0004', ...left });
    expect(await rows(`SELECT balance FROM customers WHERE name = 'Ann'`)).toEqual([
      { balance: 0 },
    ]);
    const forged = JSON.stringify(['name', 'agent_id', 'email', 'balance']);
    expect((await ask(ada, { step: 'check', csv, mapping: forged })).problem).toMatch(/cannot be/);
  });

  it('an agent imports customers of its own, whatever the file says', async () => {
    const { server, rows } = await openImport(engine);
    const gus = await server.signIn('gus', PASSWORD);
    const csv = 'name,email,agent\nAnn,ann@x.test,a1\n';
    const order = { step: 'commit', mode: 'all', csv, operationId: 'import-0005' };
    expect((await ask(gus, order)).imported?.good).toBe(1);
    expect(await rows(`SELECT agent_id, betting_limit FROM customers WHERE name = 'Ann'`)).toEqual([
      { agent_id: 'a2', betting_limit: 0 },
    ]);
    const forged = { ...order, mapping: '["name","email","agent_id"]' };
    expect((await ask(gus, forged)).problem).toMatch(
      /one of the chosen columns cannot be imported/,
    );
    const cleo = await server.signIn('cleo', PASSWORD);
    expect((await cleo.upload(`${importPath}?step=check`, csv)).status).toBe(404);
  });

  it.each([
    ['', 'the file is empty'],
    ['name,agent,email\n', 'the file has no rows below its headers'],
    [
      'name,agent,email\nAnn,a1,"ann@x.test\nBob,a1,bob@x.test\n',
      'a quote is left open in the row that begins in line 2; close it',
    ],
    ['name,agent,email\nAn"n,a1,x\n', 'a quote stands within a text'],
    ['name/agent/email\nAnn/a1/x\n', 'is the separator a comma, a semicolon or a tab?'],
    ['name,agent,email\nAnn\uFFFD,a1,x\n', 'not in UTF-8'],
  ])('a check says what is wrong with %j', async (csv, message) => {
    const { ada } = checked();
    expect((await ask(ada, { step: 'check', csv })).problem).toContain(message);
  });
});

describeOnSqlite('a check of many rows', (engine) => {
  it('a check looks at 100,000 rows', async () => {
    const { ada } = await openImport(engine);
    const [reply] = await Promise.all([
      ask(ada, { step: 'check', csv: customersCsv(100_000) }),
      ada.get(''),
    ]);
    expect([reply.checked?.good, reply.checked?.bad]).toEqual([100_000, 0]);
  }, 60_000);
});

// The file is refused before the database is asked.
describe('the limit of an import', () => {
  it('a file that is too long is refused, and other routes refuse large bodies', async () => {
    const { ada } = await openImport(embedded);
    const csv = customersCsv(100_001);
    const { problem } = await ask(ada, { step: 'check', csv });
    expect(problem).toBe('the file has more than 100,000 rows; split it');
    expect((await ada.post('/api/resources/customers/actions/new', { csv })).status).toBe(413);
  }, 60_000);
});
