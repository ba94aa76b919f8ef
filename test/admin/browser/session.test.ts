import { describe, expect, it } from 'vitest';
import { questionOf } from '../../../src/admin/browser/requests/question.js';
import { PageSession, type Login } from '../../../src/admin/browser/requests/session.js';

const ada: Login = { userId: 'u1', username: 'ada' };
const gus: Login = { userId: 'u2', username: 'gus' };

/** A page that ada opened, and a server that answers by who is signed in. */
function openPage() {
  const world = {
    login: ada as Login | null,
    here: '/admin/resources/customers',
    holdsWork: false,
    left: [] as string[],
    /** Count of the requests to the server. */
    asked: 0,
  };
  const session = new PageSession({
    userId: () => ada.userId,
    here: () => world.here,
    holdsWork: () => world.holdsWork,
    leave: () => world.left.push('for the sign-in page'),
    reload: () => world.left.push('for itself'),
    readLogin: () => Promise.resolve(world.login),
  });
  const send = (answer: string) => () => {
    world.asked += 1;
    if (world.login === ada) return Promise.resolve(answer);
    const response = { status: world.login === null ? 401 : 412 };
    return Promise.reject(Object.assign(new Error('refused'), { response }));
  };
  return {
    world,
    session,
    read: (question: string) => session.ask(question, send(question)),
    change: () => session.ask(null, send('changed')),
  };
}

/** Resolves after all work under way that waits for nobody. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the end of a session behind a page', () => {
  it('every change that is sent is refused', async () => {
    const { world, session, change } = openPage();
    world.login = null;
    await expect(change()).rejects.toThrow('refused');
    await expect(change()).rejects.toThrow('refused');
    expect(session.state()).toEqual({ name: 'ended', refusedSends: 2 });
    expect(world.left).toEqual([]);
    world.login = ada;
    expect(await change()).toBe('changed');
    expect(session.state()).toEqual({ name: 'open' });
  });

  it('a question waits, is asked once, and is answered to everybody who asked', async () => {
    const { world, session, read } = openPage();
    await read('list');
    world.login = null;
    const first = read('totals');
    await settled();
    const others = [read('totals'), read('totals')];
    await settled();
    expect(world.asked).toBe(2);
    expect(session.state()).toEqual({ name: 'ended', refusedSends: 0 });
    world.login = ada;
    await session.look();
    expect(await Promise.all([first, ...others])).toEqual(['totals', 'totals', 'totals']);
    expect(world.asked).toBe(3);
    expect(session.state()).toEqual({ name: 'back' });
  });

  it('a question waits again when the session ends once more before the answer', async () => {
    const { world, session, read } = openPage();
    await read('list');
    world.login = null;
    const totals = read('totals');
    await settled();
    world.login = ada;
    const looked = session.look();
    world.login = null;
    await looked;
    await settled();
    expect(session.state().name).toBe('ended');
    world.login = ada;
    await session.look();
    expect(await totals).toBe('totals');
  });

  it('a page that shows nothing yet leaves for the sign-in page', async () => {
    const { world, session, read } = openPage();
    await read('list');
    world.login = null;
    world.here = '/admin/resources/wagers';
    void read('wagers');
    await settled();
    expect(world.left).toEqual(['for the sign-in page']);
    expect(session.state()).toEqual({ name: 'open' });
  });

  it('a page that shows nothing yet stays once somebody has typed into it', async () => {
    const { world, session, read } = openPage();
    world.login = null;
    world.holdsWork = true;
    void read('agents');
    await settled();
    expect(world.left).toEqual([]);
    expect(session.state().name).toBe('ended');
  });

  it('any answer but a refusal of the session counts as its return', async () => {
    const { world, session, change } = openPage();
    world.login = null;
    await expect(change()).rejects.toThrow();
    const conflict = Object.assign(new Error('conflict'), { response: { status: 409 } });
    await expect(session.ask(null, () => Promise.reject(conflict))).rejects.toThrow('conflict');
    expect(session.state()).toEqual({ name: 'open' });
  });

  it('neither an answer to an earlier question nor a lost one counts as its return', async () => {
    const { world, session, change } = openPage();
    let answer: (text: string) => void = () => undefined;
    const slow = session.ask('slow', () => new Promise<string>((resolve) => (answer = resolve)));
    world.login = null;
    await expect(change()).rejects.toThrow();
    answer('late');
    await slow;
    const lost = new Error('no answer');
    await expect(session.ask(null, () => Promise.reject(lost))).rejects.toThrow('no answer');
    expect(session.state().name).toBe('ended');
  });

  it('the page says that the session is back until something is changed, or the message is closed', async () => {
    const { world, session, read, change } = openPage();
    const returned = async () => {
      world.login = null;
      await expect(change()).rejects.toThrow();
      world.login = ada;
      await session.look();
      await read('preview');
      return session.state().name;
    };
    expect(await returned()).toBe('back');
    await change();
    expect(session.state().name).toBe('open');
    expect(await returned()).toBe('back');
    session.dismiss();
    expect(session.state().name).toBe('open');
  });

  it('a page that was opened after the return says nothing about it', async () => {
    const { world, session, read } = openPage();
    await read('list');
    world.login = null;
    void read('totals');
    await settled();
    world.login = ada;
    await read('more');
    expect(session.state().name).toBe('back');
    world.login = null;
    void read('totals');
    await settled();
    world.login = ada;
    world.here = '/admin/resources/wagers';
    await read('wagers');
    expect(session.state().name).toBe('open');
  });
});

describe('another login in the same browser', () => {
  it('another login is named where it was refused to change something', async () => {
    const { world, session, change } = openPage();
    world.login = gus;
    await expect(change()).rejects.toThrow('refused');
    await settled();
    expect(session.state()).toEqual({ name: 'other', username: 'gus', refusedSends: 1 });
    world.login = null;
    await session.look();
    expect(session.state()).toEqual({ name: 'ended', refusedSends: 1 });
    world.login = ada;
    await session.look();
    expect(session.state()).toEqual({ name: 'back' });
  });

  it('a page that holds nothing of the first login is reloaded', async () => {
    const { world, read } = openPage();
    await read('list');
    world.login = gus;
    void read('list');
    await settled();
    expect(world.left).toEqual(['for itself']);
  });

  it('a waiting page finds another login, and is reloaded unless it holds something', async () => {
    const { world, session, read } = openPage();
    await read('list');
    world.login = null;
    void read('totals');
    await settled();
    world.login = gus;
    world.holdsWork = true;
    await session.look();
    expect(world.left).toEqual([]);
    expect(session.state()).toEqual({ name: 'other', username: 'gus', refusedSends: 0 });
    world.holdsWork = false;
    await session.look();
    expect(world.left).toEqual(['for itself']);
  });
});

describe('requests of a page', () => {
  const form = (step?: string) => {
    const data = new FormData();
    if (step !== undefined) data.set('step', step);
    data.set('result', 'win');
    return data;
  };

  it.each([
    ['without a body', {}, true],
    ['that wants a preview', { data: form('preview') }, true],
    ['that checks a file', { data: new Blob(['name\n']), params: { step: 'check' } }, true],
    ['that commits', { data: form('commit') }, false],
    ['that saves a form', { data: form() }, false],
    ['that imports', { data: new Blob(['name\n']), params: { step: 'commit' } }, false],
  ])('a request %s (%j) is a question: %s', (_what, options, onlyAsks) => {
    expect(questionOf('recordAction', options) !== null).toBe(onlyAsks);
  });

  it('two requests are the same question by the same values only', () => {
    const list = (page: string) => ({ params: new URLSearchParams({ page }) });
    expect(questionOf('getPage', list('1'))).toBe(questionOf('getPage', list('1')));
    expect(questionOf('getPage', list('1'))).not.toBe(questionOf('getPage', list('2')));
    expect(questionOf('getPage', list('1'))).not.toBe(questionOf('getDashboard', list('1')));
    const file = (data: Blob) => questionOf('resourceAction', { data, params: { step: 'check' } });
    const [one, other] = [new Blob(['a']), new Blob(['a'])];
    expect(file(one)).toBe(file(one));
    expect(file(one)).not.toBe(file(other));
  });
});
