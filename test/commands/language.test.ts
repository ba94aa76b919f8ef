import { describe, expect, it } from 'vitest';
import { Session, type Terminal } from '../../src/commands/shell/session.js';
import { isYes } from '../../src/commands/shell/answers.js';
import { languageOfLocale } from '../../src/config.js';
import { message, Person } from '../../src/messages/message.js';
import { addAgent, addCustomer, openBook, type Book } from '../helpers/books/book.js';
import { run } from '../helpers/commands/run.js';
import { describeOnSqlite } from '../helpers/engines/engines.js';
import { sharedWorld } from '../helpers/run/shared-world.js';

describe('the language of the command line', () => {
  it.each([
    [['es_MX.UTF-8', undefined, 'en_US.UTF-8'], 'es'],
    [[undefined, 'es', 'en_US.UTF-8'], 'es'],
    [['', '', 'es-US'], 'es'],
    [['C', 'es_ES', 'es_ES'], 'en'],
    [[undefined, undefined, 'de_DE.UTF-8'], 'en'],
    [['español'], 'en'],
    [[], 'en'],
  ])('follows the first locale that is set: %j', (locales, language) => {
    expect(languageOfLocale(...locales)).toBe(language);
  });

  it('takes a yes in the language of its question only', () => {
    expect([' Yes ', 'y', 'sí', ''].map((answer) => isYes(answer, 'en'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(['SÍ', 's', 'si', 'yes'].map((answer) => isYes(answer, 'es'))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describeOnSqlite('the command line in Spanish', ({ open }) => {
  const engine = sharedWorld(() => open());
  const inSpanish = (...args: string[]) => run(engine(), args, { language: 'es' });

  it('has its help in Spanish, with the names of commands and options as they are', async () => {
    const { stdout } = await inSpanish('db', 'rollback', '--help');
    expect(stdout).toContain('Uso: npm run cli -- db rollback [options]');
    expect(stdout).toContain('Opciones:');
    expect(stdout).toMatch(/--dry-run +mostrar qué cambiaría sin cambiar nada/);
    expect(stdout).toMatch(/-h, --help +mostrar la ayuda de un comando/);
    const { stdout: all } = await inSpanish('--help');
    expect(all).toContain('Comandos:');
    expect(all).toMatch(/help \[command\] +mostrar la ayuda de un comando/);
  });

  it.each([
    [['nonsense'], 'comando desconocido: nonsense'],
    [['dbb'], 'comando desconocido: dbb; ¿quería decir db?'],
    [['db', 'status', '--jsn'], 'opción desconocida: --jsn; ¿quería decir --json?'],
    [['db', 'status', 'more'], 'status admite 0 argumentos, no 1'],
    [['db', 'rollback', '--to'], 'la opción --to <name> necesita un valor'],
    [['db', 'copy', '--from', 'a'], 'falta la opción --to <url>'],
    [['wager', 'accept'], 'falta el argumento <wagers>'],
    [
      ['user', 'list', '--role', 'king'],
      'la opción --role <role> admite admin, agent o customer, no king',
    ],
  ])('refuses %j in Spanish with exit code 2', async (args, problem) => {
    expect(await inSpanish(...args)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: `error: ${problem}\n(agregue --help para ver las opciones)\n`,
    });
  });

  it('answers and refuses in Spanish', async () => {
    const status = await inSpanish('db', 'status');
    expect(status.stdout).toMatch(/^migración +estado +aplicada el\n\d+_\w+ +aplicada +\d{4}-/);
    const unknown = await inSpanish('db', 'rollback', '--to', 'nonsense', '--dry-run');
    expect(unknown.stderr).toBe(
      'error: la migración nonsense no está aplicada; npm run db:status da los nombres\n',
    );
  });

  it('keeps codes and sentences of JSON in English', async () => {
    const empty = await open({ empty: true });
    const { json } = await run(empty, ['db', 'check', '--json'], { language: 'es' });
    expect(json).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([
        expect.stringMatching(/^migration \d+_initial_schema is pending$/),
      ]) as string[],
    });
  });
});

describeOnSqlite('names in the answers of commands', (engine) => {
  const world = sharedWorld(async () => {
    const book = await openBook(engine);
    const [own, other] = [await addAgent(book.context), await addAgent(book.context)];
    const customer = await addCustomer(book.context, own, { name: 'Ann Lee' });
    return { book, own, other, customer };
  });

  function sessionOf({ context }: Book, as?: string) {
    let written = '';
    const terminal: Terminal = {
      write: (text) => (written += text),
      note: (text) => (written += text),
      ask: null,
      readSettings: () => Promise.resolve(context.config),
      openContext: () => Promise.resolve(context),
    };
    return {
      session: new Session(terminal, { json: true, ...(as && { as }) }),
      text: () => written,
    };
  }

  it('are looked up for text and for JSON, where a message has only the id', async () => {
    const { book, customer } = world();
    const said = message('wagers.paid', {
      what: message('shared.nothing_changed'),
      amount: 1_050,
      customer: new Person('customers', customer),
    });
    const { session, text } = sessionOf(book);
    await session.note(said);
    await session.print({ done: [{ text: said }] }, said);
    const line = 'nothing was changed: 10.50 paid to Ann Lee';
    expect(text()).toBe(`${line}\n${JSON.stringify({ done: [{ text: line }] }, null, 2)}\n`);
  });

  it('are left out where the acting login does not exist', async () => {
    const { book, customer } = world();
    const { session, text } = sessionOf(book, 'nobody');
    await session.note(
      message('wagers.paid', {
        what: message('shared.nothing_changed'),
        amount: 5,
        customer: new Person('customers', customer),
      }),
    );
    expect(text()).toBe('nothing was changed: 0.05 paid to a customer\n');
  });
});
