import express, { type RequestHandler } from 'express';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { sayAnswers } from '../../src/admin/panels/said-answers.js';
import { toPanelUser } from '../../src/admin/request/user.js';
import { reportError } from '../../src/commands/shell/report-error.js';
import { Session } from '../../src/commands/shell/session.js';
import { DomainError } from '../../src/errors.js';
import { reportErrors } from '../../src/http/errors/error-handler.js';
import { toSentence } from '../../src/http/pages/layout.js';
import { identifyRequest } from '../../src/http/request/request.js';
import { accounts } from '../../src/messages/en/accounts.js';
import { bulkRuns } from '../../src/messages/en/bulk-runs.js';
import { files } from '../../src/messages/en/files.js';
import { inputs } from '../../src/messages/en/inputs.js';
import { operations } from '../../src/messages/en/operations.js';
import { tables } from '../../src/messages/en/tables.js';
import { transactions } from '../../src/messages/en/transactions.js';
import { wagers } from '../../src/messages/en/wagers.js';
import { LANGUAGE_COOKIE, type Language } from '../../src/messages/language.js';
import { fromStored, message } from '../../src/messages/message.js';
import { render } from '../../src/messages/render.js';
import { openBook, type Book } from '../helpers/books/book.js';
import { describeOnSqlite } from '../helpers/engines/engines.js';
import { sampleOf } from '../helpers/messages/samples.js';
import { stored } from '../helpers/messages/stored.js';
import { sharedWorld, whenDone } from '../helpers/run/shared-world.js';

/** Every key of the refusals at every edge that writes one: each gives the text of `render`. */

const subjects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wagers,
  transactions,
  operations,
  inputs,
  accounts,
  tables,
  files,
  bulkRuns,
};
const texts = Object.assign({}, ...Object.values(subjects)) as Readonly<Record<string, string>>;
const each = Object.entries(subjects).map(([subject, ofSubject]): [string, string[]] => [
  subject,
  Object.keys(ofSubject),
]);
const languages: readonly Language[] = ['en', 'es'];

function refusalOf(key: string): DomainError {
  const hint = message('shared.reload');
  return new DomainError('conflict', sampleOf(key, texts[key] ?? ''), { hint });
}

/** Answers with the refusal of a key: as the panels do, as the API does, and as a page. */
async function serveEdges({ context, admin }: Book): Promise<string> {
  const app = express();
  app.use(identifyRequest());
  const signIn: RequestHandler = (request, _response, next) => {
    Object.assign(request, { session: { adminUser: toPanelUser(admin) } });
    next();
  };
  app.get('/panels/:subject', signIn, sayAnswers(context), (request, response) => {
    const refusals = Object.keys(subjects[String(request.params['subject'])] ?? {}).map(refusalOf);
    response.json(
      refusals.map(({ whole }) => ({ said: whole, stored: [fromStored(stored(whole))] })),
    );
  });
  app.get(['/admin/api/:key', '/pages/:key'], (request, _response, next) => {
    next(refusalOf(String(request.params['key'])));
  });
  app.use(reportErrors(context));
  const server = http.createServer(app);
  whenDone(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unescaped: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads the paragraphs of the card of a page, as a reader sees them. */
function paragraphsOf(page: string): string[] {
  const card = page.slice(page.indexOf('<div class="card">'));
  return [...card.matchAll(/<p[^>]*>([^]*?)<\/p>/g)].map(([, text = '']) =>
    text
      .replace(/<[^>]+>/g, '')
      .replace(/&(#?\w+);/g, (all, name: string) => unescaped[name] ?? all)
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

describeOnSqlite('the refusal of each key', (engine) => {
  const world = sharedWorld(async () => {
    const book = await openBook(engine);
    return { ...book, url: await serveEdges(book) };
  });
  const ask = (path: string, language: Language) =>
    fetch(world().url + path, { headers: { cookie: `${LANGUAGE_COOKIE}=${language}` } });

  it.each(each)(
    'of %s is said by the panels in both languages, with nothing beside it',
    async (subject, keys) => {
      for (const language of languages) {
        const answer = await ask(`/panels/${subject}`, language);
        const expected = keys.map((key) => {
          const { whole } = refusalOf(key);
          const again = fromStored(stored(whole));
          return { said: render(whole, language), stored: [render(again, language)] };
        });
        expect(await answer.json()).toEqual(expected);
      }
    },
  );

  it.each(each)(
    'of %s is said by the API in both languages, with the request alone',
    async (_subject, keys) => {
      for (const language of languages) {
        for (const key of keys) {
          const answer = await ask(`/admin/api/${key}`, language);
          const text = render(refusalOf(key).whole, language);
          expect(answer.status, key).toBe(409);
          expect(await answer.json(), key).toEqual({
            message: text,
            requestId: answer.headers.get('x-request-id'),
            notice: { message: text, type: 'error' },
          });
        }
      }
    },
  );

  it.each(each)(
    'of %s is said by an error page in both languages, as a sentence',
    async (_subject, keys) => {
      for (const language of languages) {
        const say = (name: 'pages.request' | 'pages.go_to_first_page') =>
          render(message(name), language);
        for (const key of keys) {
          const answer = await ask(`/pages/${key}`, language);
          expect(paragraphsOf(await answer.text()), key).toEqual([
            toSentence(render(refusalOf(key).whole, language)).replace(/\s+/g, ' '),
            `${say('pages.request')} ${answer.headers.get('x-request-id') ?? ''}`,
            say('pages.go_to_first_page'),
          ]);
        }
      }
    },
  );

  it.each(each)('of %s is reported by the command line, on one line', async (_subject, keys) => {
    let printed = '';
    const session = new Session(
      {
        write: () => expect.unreachable('an error is no data'),
        note: (text) => (printed += text),
        ask: null,
        readSettings: () => Promise.resolve(world().context.config),
        openContext: () => Promise.resolve(world().context),
      },
      {},
    );
    for (const key of keys) expect(await reportError(session, refusalOf(key)), key).toBe(1);
    expect(printed.split('\n')).toEqual([
      ...keys.map((key) => `error: ${render(refusalOf(key).whole, 'en')}`),
      '',
    ]);
  });
});
