import { expect, it } from 'vitest';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';

describeOnEngines('panels of logins and sessions', (engine) => {
  it('an administrator makes logins, changes them, sets their passwords and ends their sessions', async () => {
    const { book, server } = await openLogins(engine);
    const anna = await server.signIn('anna', PASSWORD);
    const act = (path: string, fields: Record<string, string>) =>
      anna.post(`/api/resources/${path}`, {
        ...{ step: 'commit', operationId: book.context.newId() },
        ...fields,
      });
    const made = await act('users/actions/createLogin', {
      ...{ username: 'berta', email: 'berta@x.test', role: 'agent', agentId: 'a2' },
      password: PASSWORD,
    });
    expect(made.json.notice.type, made.text).toBe('success');
    expect(made.text).not.toContain(PASSWORD);
    const [berta] = await book.rows(`SELECT id, agent_id FROM users WHERE username = 'berta'`);
    expect(berta?.['agent_id']).toBe('a2');
    const id = String(berta?.['id']);
    const weak = await act(`users/records/${id}/setPassword`, { password: 'short' });
    expect(weak.json.fieldErrors).toHaveProperty('password');
    const set = await act(`users/records/${id}/setPassword`, { password: 'nine calm herons fly' });
    expect(set.json.notice.type, set.text).toBe('success');
    const edited = await anna.post(`/api/resources/users/records/${id}/edit`, {
      ...{ status: 'suspended', '__original.status': 'active' },
    });
    expect(edited.json.notice.type, edited.text).toBe('success');
    const taken = await anna.post(`/api/resources/users/records/${id}/edit`, {
      ...{ username: 'anna', '__original.username': 'berta' },
    });
    expect(taken.json.record.errors).toHaveProperty('username');
    const [own] = await book.rows(`SELECT id FROM users WHERE username = 'anna'`);
    const last = await anna.post(`/api/resources/users/records/${String(own?.['id'])}/edit`, {
      ...{ status: 'inactive', '__original.status': 'active' },
    });
    expect(last.json.notice.type).toBe('error');
    expect(last.text).toMatch(/last active administrator/);

    const agnes = await server.signIn('agnes', PASSWORD);
    const list = await anna.get('/api/resources/sessions/actions/list');
    expect(list.text).not.toMatch(/[0-9a-f]{64}/);
    const [agnesRow] = await book.rows(`SELECT id FROM users WHERE username = 'agnes'`);
    const hers = list.json.records.filter(({ params }) => params['user_id'] === agnesRow?.['id']);
    const ids = [...hers.map((row) => row.id), '999'].join(',');
    const ended = await act(`sessions/bulk/endMany?recordIds=${ids}`, {});
    expect(ended.json.notice.type, ended.text).toBe('success');
    expect(ended.json.refused).toEqual([
      { id: '999', label: '999', reason: 'there is no such row' },
    ]);
    expect((await agnes.get('/api/dashboard')).status).toBe(401);
  });
});

async function openLogins(engine: TestEngine) {
  const book = await openBookOf(engine, {
    agents: ['a1', 'a2'],
    logins: { anna: 'admin', agnes: { agent: 'a1' } },
  });
  return { book, server: await openPanels(book.context) };
}
