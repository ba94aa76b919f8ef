import { message } from '../../../src/messages/message.js';
import { render } from '../../../src/messages/render.js';
import { tokensIn } from '../access-matrix/tokens.js';
import { EMAIL_OF_OTHERS, OPERATION_OF_OTHERS } from './tenants.js';
import type { Both, Pair, PairProbe } from './types.js';

/**
 * The only differences that two worlds may show to an agent or a customer, each with the reason why
 * it stays (docs/decisions/0031-two-worlds.md). A run has to meet each of them.
 */

interface AllowedDifference {
  name: string;
  reason: string;
  /** Returns true where the answers differ in nothing else. */
  allows: (probe: PairProbe, answers: Both<string>, pair: Pair) => boolean;
}

export const allowedDifferences: readonly AllowedDifference[] = [
  {
    name: 'wager number',
    reason: `numbers count in the whole book, since people name a wager to each other by its number
      alone; a new number says how many wagers the book has placed so far`,
    allows: (_probe, answers, { worlds }) => {
      const [one, other] = answers.map((text, side) =>
        sinceBeginning(text, worlds[side]?.nextNumber ?? 0),
      );
      return one === other;
    },
  },
  {
    name: 'taken email',
    reason: `the specification makes the email of a customer unique in the book: one that a customer
      of another agent has cannot be stored, and is refused without a word of who has it`,
    allows: (probe, answers) =>
      bodyOf(probe).includes(EMAIL_OF_OTHERS) &&
      tellsNothing(probe, answers) &&
      answers[1].includes(said('tables.not_accepted')),
  },
  {
    name: 'referring row',
    reason: `the database deletes no row that others refer to; which rows those are, how many and of
      which table stays unsaid`,
    allows: (probe, answers) =>
      /\/delete(Chosen)?(\?|$)/.test(probe.path) &&
      tellsNothing(probe, answers) &&
      (['deletion.unseen_rows', 'deletion.blocked_now', 'deletion.reaches_others'] as const).some(
        (key) => answers[1].includes(said(key)),
      ),
  },
  {
    name: 'used operation id',
    reason: `an id takes effect once in the book, whoever sends it; browsers make ids of 122 random
      bits, and nobody is shown those of others`,
    allows: (probe, answers) =>
      probe.fields?.['operationId'] === OPERATION_OF_OTHERS &&
      tellsNothing(probe, answers) &&
      answers[1].includes(said('operations.id_used')),
  },
];

const said = (
  key:
    | 'tables.not_accepted'
    | 'operations.id_used'
    | 'deletion.unseen_rows'
    | 'deletion.blocked_now'
    | 'deletion.reaches_others',
) => render(message(key), 'en');

const bodyOf = ({ fields, file }: PairProbe) => JSON.stringify(fields ?? file ?? '');

/** Returns true where the second answer holds no value that the first one and the request lack. */
function tellsNothing(probe: PairProbe, [one, other]: Both<string>): boolean {
  const known = tokensIn(one + bodyOf(probe) + probe.path);
  return [...tokensIn(other)].every((token) => known.has(token));
}

/** Counts new wager numbers from the first that this world has given out. */
function sinceBeginning(text: string, nextNumber: number): string {
  return text
    .replace(/W-(\d+)/g, (whole, digits: string) =>
      Number(digits) < nextNumber ? whole : `W-next+${Number(digits) - nextNumber}`,
    )
    .replace(/^content-length: \d+$/m, 'content-length: ANY');
}
