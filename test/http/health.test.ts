import { expect, it } from 'vitest';
import { describeOnEngines } from '../helpers/engines/engines.js';
import { openFrontDoor } from '../helpers/http/front-door.js';

describeOnEngines('/healthz', (engine) => {
  it('answers 200 while the database answers, and an error once it does not', async () => {
    const door = await openFrontDoor(engine);
    expect(await door.ask('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    await door.context.engine.close();
    expect(await door.ask('/healthz')).toMatchObject({ status: 503 });
  });
});
