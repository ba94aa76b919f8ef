import type { PanelReply } from '../../helpers/panels/driver.js';

/** Answers as texts that can be compared: everything in them but what is random by its nature. */

interface RandomPart {
  name: string;
  reason: string;
  remove: (text: string, reply: PanelReply) => string;
}

const replaceAll = (text: string, part: string | undefined, by: string) =>
  part === undefined || part === '' ? text : text.replaceAll(part, by);

/** Parts of an answer that two requests to one server do not share either. */
export const randomParts: readonly RandomPart[] = [
  {
    name: 'request id',
    reason: 'a random UUID of each request, for the log',
    remove: (text, { headers }) => replaceAll(text, String(headers['x-request-id']), 'REQUEST'),
  },
  {
    name: 'nonce',
    reason: 'random bytes of each page, for its content security policy',
    remove: (text, { headers }) =>
      replaceAll(
        text,
        /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
        'NONCE',
      ),
  },
  {
    name: 'date',
    reason: 'the clock of the HTTP server, which no test can set',
    remove: (text) => text.replace(/^date: .*$/m, 'date: NOW'),
  },
  {
    name: 'time of a workbook',
    reason: 'the clock of the machine, in the headers of the files of a ZIP archive',
    remove: withoutArchiveTimes,
  },
];

/** Writes an answer with all of its headers; bytes as latin1, so that none of them is lost. */
export function canonical(reply: PanelReply): string {
  const headers = Object.entries(reply.headers)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}: ${String(value)}`);
  const text = [String(reply.status), ...headers, '', reply.bytes.toString('latin1')].join('\n');
  return randomParts.reduce((left, { remove }) => remove(left, reply), text);
}

/** Begins of the parts of a ZIP archive, with the bytes from there to a time of four bytes. */
const archiveTimes: readonly [mark: string, distance: number][] = [
  ['PK\u0003\u0004', 10],
  ['PK\u0001\u0002', 12],
  ['UT\u0005\0', 5],
  ['UT\u0009\0', 5],
];

function withoutArchiveTimes(text: string): string {
  if (!text.includes('PK\u0003\u0004')) return text;
  return archiveTimes.reduce((left, [mark, distance]) => {
    const [first = '', ...others] = left.split(mark);
    const rest = distance - mark.length;
    return [
      first,
      ...others.map((part) => `${part.slice(0, rest)}TIME${part.slice(rest + 4)}`),
    ].join(mark);
  }, text);
}
