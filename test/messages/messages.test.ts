import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/errors.js';
import {
  fromStored,
  fromStoredText,
  message,
  Person,
  verbatim,
} from '../../src/messages/message.js';
import { render } from '../../src/messages/render.js';
import { personsIn, sayAll, sayAllStored } from '../../src/messages/say-all.js';
import { translation } from '../../src/messages/translation.js';

const ann = new Person('customers', 'c-1', 'Ann');

function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('a message', () => {
  it('is written in the language of the reader, with the message within it', () => {
    const said = message('withHint', {
      message: message('requests.no_page'),
      hint: message('requests.defect', { request: 'r-1' }),
    });
    expect(render(said, 'en')).toBe('there is no such page; something went wrong (request r-1)');
    expect(render(said, 'es')).toBe('esa página no existe; algo falló (solicitud r-1)');
  });

  it('shows a title in the language that has one for it', () => {
    expect(render(message('title', { title: 'Customers' }), 'es')).toBe('Clientes');
    expect(render(message('title', { title: 'Promotions' }), 'es')).toBe('Promotions');
  });

  it('is read back from its stored form', () => {
    const said = message('withHint', {
      message: message('title', { title: 'Wagers' }),
      hint: verbatim('W-1'),
    });
    expect(fromStored(stored(said))).toEqual(said);
  });

  it('shows a sentence that an earlier version stored as it is', () => {
    expect(render(fromStored('W-1 settled as win'), 'es')).toBe('W-1 settled as win');
  });

  it('shows the key alone when a later version has removed the text', () => {
    expect(render(fromStored({ key: 'gone', values: { a: 1 } }), 'en')).toBe('gone');
  });

  it('joins a list of messages in the language, and keeps its persons when it is stored', () => {
    const column = 'Status';
    const values = (['wager.pending', 'wager.active'] as const).map((state) =>
      message('wagers.state', { state }),
    );
    const person = message('bulk_runs.person', { person: ann });
    const said = message('bulk_runs.wagers_where', {
      conditions: [
        message('bulk_runs.is_one_of', { column, values }),
        message('bulk_runs.is', { column: 'Customer', value: person }),
      ],
    });
    expect(render(said, 'en')).toBe('wagers where Status is pending or active and Customer is Ann');
    expect(render(said, 'es')).toContain('Estado es pendiente o activa');
    const read = fromStored(stored(said));
    expect(personsIn(read)).toEqual([new Person('customers', 'c-1')]);
    expect(render(read, 'en', () => 'Ann')).toBe(render(said, 'en'));
  });

  it('is read from a text column, and so is a sentence of an earlier version', () => {
    const said = message('withHint', { message: verbatim('a'), hint: verbatim('b') });
    expect(fromStoredText(JSON.stringify(said))).toEqual(said);
    for (const text of ['use settle', '{wager number}', '{"key":1}', '{}']) {
      expect(fromStoredText(text)).toEqual(verbatim(text));
    }
  });

  it('does not compile without the values of its slots', () => {
    // @ts-expect-error the value is missing
    message('requests.defect');
    // @ts-expect-error a slot has another name
    message('requests.defect', { id: 'r-1' });
    // @ts-expect-error a text without slots takes no values
    message('requests.no_page', { page: 'p' });
    // @ts-expect-error a literal sentence is not a message
    message('something went wrong');
  });
});

describe('a person in a message', () => {
  const what = verbatim('W-1 settled as win');
  const about = message('wagers.paid', { what, amount: 19_091, customer: ann });

  it('is stored without the name', () => {
    expect(JSON.stringify(about)).not.toContain('Ann');
  });

  it('is shown by the name that its writer knew, or the reader may see, or as a customer', () => {
    const read = fromStored(stored(about));
    expect(render(about, 'en')).toBe('W-1 settled as win: 190.91 paid to Ann');
    expect(render(read, 'en', () => 'Ann Lee')).toBe('W-1 settled as win: 190.91 paid to Ann Lee');
    expect(render(read, 'es')).toBe('W-1 settled as win: 190.91 pagados a un cliente');
    expect(personsIn({ rows: [about, { text: read }] })).toEqual([new Person('customers', 'c-1')]);
  });
});

describe('an answer', () => {
  it('has a text in the place of each message, and its data unchanged', () => {
    const at = new Date(0);
    const answer = { key: 'data', at, rows: [{ label: 'W-1', text: message('requests.no_page') }] };
    expect(sayAll(answer, 'es')).toEqual({
      key: 'data',
      at,
      rows: [{ label: 'W-1', text: 'esa página no existe' }],
    });
  });

  it('is written from JSON too, where only keys of the catalogues are messages', () => {
    const page = stored({ hint: message('requests.no_page'), other: { key: 'en' } });
    expect(sayAllStored(page, 'en')).toEqual({
      hint: 'there is no such page',
      other: { key: 'en' },
    });
  });
});

describe('an error', () => {
  it('has its message and its way out in English, and both as one message', () => {
    const error = new DomainError('invalid', message('requests.no_page'), {
      hint: message('requests.bad_address'),
    });
    expect(error.message).toBe('there is no such page');
    expect(error.hint).toBe('the address is not right');
    expect(error.text).toBe('there is no such page; the address is not right');
    expect(render(error.whole, 'es')).toBe('esa página no existe; la dirección no es correcta');
  });
});

describe('a translation', () => {
  type Original = { greeting: 'hello {name}'; count: '{rows#row}' };

  it('compiles with the keys and slots of the original only', () => {
    translation<Original>()({ greeting: 'hola {name}', count: '{rows#row}' });
    // @ts-expect-error a key is missing
    translation<Original>()({ greeting: 'hola {name}' });
    translation<Original>()({
      // @ts-expect-error a slot is missing
      greeting: 'hola',
      count: '{rows#row}',
    });
    // @ts-expect-error a key is superfluous
    translation<Original>()({ greeting: 'hola {name}', count: '{rows#row}', more: 'más' });
    translation<Original>()({
      greeting: 'hola {name}',
      // @ts-expect-error a slot has another noun
      count: '{rows#wager}',
    });
    expect(translation<{ a: 'b' }>()({ a: 'c' })).toEqual({ a: 'c' });
  });
});
