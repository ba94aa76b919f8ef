import { expect, it } from 'vitest';
import { Person } from '../../src/messages/message.js';
import { loadNames } from '../../src/services/names.js';
import { addAgent, addCustomer, openBookOfAnn } from '../helpers/books/book.js';
import { describeOnEngines } from '../helpers/engines/engines.js';

describeOnEngines('names in messages', (engine) => {
  it('are those of rows that the viewer may see', async () => {
    const { context, admin, agentId, ann } = await openBookOfAnn(engine);
    const otherAgent = await addAgent(context, { name: 'Other' });
    const bob = await addCustomer(context, otherAgent, { name: 'Bob' });
    const persons = [
      new Person('customers', ann),
      new Person('customers', bob),
      new Person('customers', 'gone'),
      new Person('agents', otherAgent),
      new Person('users', admin.userId),
    ];
    const seenBy = async (actor: typeof admin) => {
      const nameOf = await loadNames(context, actor, persons);
      return persons.map(nameOf);
    };
    const agent = { ...admin, role: 'agent' as const, userId: 'u-agent', agentId };
    const customer = { ...admin, role: 'customer' as const, userId: 'u-ann', customerId: ann };
    expect(await seenBy(admin)).toEqual(['Ann', 'Bob', null, 'Other', admin.username]);
    expect(await seenBy(agent)).toEqual(['Ann', null, null, null, null]);
    expect(await seenBy(customer)).toEqual(['Ann', null, null, null, null]);
  });

  it('are not read where a message has none', async () => {
    const { context, admin } = await openBookOfAnn(engine);
    const nameOf = await loadNames(context, admin, []);
    expect(nameOf(new Person('agents', 'any'))).toBeNull();
  });
});
