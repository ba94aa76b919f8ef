import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { PASSWORD, type Book } from '../../helpers/books/logins.js';
import { openPanels, type PanelReply, type Person } from '../../helpers/panels/driver.js';
import { sendProbe } from '../access-matrix/send.js';
import { allowedDifferences } from './allowed.js';
import { fixIds } from './fixed-ids.js';
import { canonical } from './replies.js';
import type { Both, Pair, PairedPerson, PairedWorld, PairProbe } from './types.js';

/** Two books behind their panels, which get the same requests and have to answer alike. */

/** Serves two books. From here on each gives out the ids that the other one gives out. */
export async function openPair(
  books: Both<Book>,
  declarations: readonly ResourceDeclaration[],
): Promise<Pair> {
  const open = async (book: Book): Promise<PairedWorld> => {
    const [row] = await book.rows(`SELECT max(CAST(substr(wager_number, 3) AS INTEGER)) AS latest
      FROM wagers`);
    return {
      book,
      server: await openPanels(book.context, declarations),
      beginRequest: fixIds(book.context),
      nextNumber: Number(row?.['latest'] ?? 1000) + 1,
    };
  };
  return {
    worlds: [await open(books[0]), await open(books[1])],
    asked: 0,
    differences: [],
    met: new Set(),
  };
}

/** Signs one login in to both worlds. */
export async function signInToBoth(
  pair: Pair,
  username: string,
  language = 'en',
): Promise<PairedPerson> {
  begin(pair);
  const [one, other] = pair.worlds;
  const people: Both<Person> = [
    await one.server.signIn(username, PASSWORD, language),
    await other.server.signIn(username, PASSWORD, language),
  ];
  return { username, ask: (probe) => ask(pair, username, people, probe) };
}

function begin(pair: Pair): void {
  pair.asked += 1;
  for (const { beginRequest } of pair.worlds) beginRequest(pair.asked);
}

async function ask(
  pair: Pair,
  who: string,
  people: Both<Person>,
  probe: PairProbe,
): Promise<Both<PanelReply>> {
  begin(pair);
  const replies = await Promise.all([sendProbe(people[0], probe), sendProbe(people[1], probe)]);
  // A started run ends before the next request, so that its progress is the same.
  if (probe.method === 'POST') {
    await Promise.all(pair.worlds.map(({ book }) => bulkRunnerOf(book.context).idle()));
  }
  const texts: Both<string> = [canonical(replies[0]), canonical(replies[1])];
  if (texts[0] === texts[1]) return replies;
  const allowed = allowedDifferences.find(({ allows }) => allows(probe, texts, pair));
  if (allowed) pair.met.add(allowed.name);
  else pair.differences.push({ who, probe: describe(probe), answers: fromDifference(texts) });
  return replies;
}

function describe({ method, path, fields, file, files }: PairProbe): string {
  const body = JSON.stringify(fields ?? file ?? files ?? '');
  return `${method} ${path.slice(0, 300)} ${body.slice(0, 300)}`;
}

/** Cuts two texts to what stands around the first character that differs, after their lengths. */
function fromDifference(texts: Both<string>): Both<string> {
  const [one = '', other = ''] = texts.map((text) => text.replace(/^content-length: .*$/m, ''));
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const [from, to] = [Math.max(0, at - 80), at + 160];
  return [one.slice(from, to), other.slice(from, to)];
}
