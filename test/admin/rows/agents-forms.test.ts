import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { edit, nameOf, sharedForms } from './forms.js';

/** Forms in the hands of an agent, who has its own customers only. */

describeOnEngines('record forms of an agent', (engine) => {
  const open = sharedForms(engine);

  it('an agent makes customers of its own only, whatever the form says', async () => {
    const { book, agnes, own, recordOf, name } = await open();
    const reply = await agnes.post('/api/resources/customers/actions/new', {
      ...{ name: 'New', email: 'new@customers.test', agent_id: 'a2', balance: '500' },
      ...{ status: 'suspended', id: 'chosen' },
    });
    expect(reply.json.notice.type, reply.text).toBe('success');
    const [row] = await book.rows(
      `SELECT agent_id, balance, betting_limit, status FROM customers WHERE name = 'New'`,
    );
    expect(row).toEqual({ agent_id: 'a1', balance: 0, betting_limit: 0, status: 'active' });
    expect(await book.rows(`SELECT 1 FROM customers WHERE id = 'chosen'`)).toEqual([]);
    const edited = await agnes.post(
      `${recordOf(own)}/edit`,
      edit({ agent_id: ['a1', 'a2'], balance: ['0', '9'], name: [name, 'Ok'] }),
    );
    expect(edited.json.notice.message).toBe('Customer Ok: name changed');
    expect(await nameOf(book, own)).toEqual({ name: 'Ok', betting_limit: 1000 });
  });

  it('an agent cannot edit customers of other agents', async () => {
    const { book, agnes, foreign, recordOf } = await open();
    const reply = await agnes.post(
      `${recordOf(foreign)}/edit`,
      edit({ name: [`Customer ${foreign}`, 'Mine'] }),
    );
    expect(reply.status).toBe(404);
    expect(await nameOf(book, foreign)).toMatchObject({ name: `Customer ${foreign}` });
  });
});
