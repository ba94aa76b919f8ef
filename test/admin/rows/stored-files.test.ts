import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import {
  gif,
  jpegHead,
  literal,
  page,
  pdfHead,
  png,
  svg,
  webpHead,
} from '../../helpers/panels/files.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { openWith } from '../tables/generated.js';

/** Files in BLOB columns: what they are, how they are sent, and which are shown. */

const files: [id: string, bytes: Buffer, type: string | undefined, extension: string][] = [
  ['png', png, 'image/png', 'png'],
  ['gif', gif, 'image/gif', 'gif'],
  ['jpeg', jpegHead, 'image/jpeg', 'jpg'],
  ['webp', webpHead, 'image/webp', 'webp'],
  ['pdf', pdfHead, 'application/pdf', 'pdf'],
  ['svg', svg, undefined, 'bin'],
  ['page', page, undefined, 'bin'],
  // 50,000 x 50,000 pixels, of which none follows.
  [
    'bomb',
    Buffer.concat([png.subarray(0, 16), Buffer.from('0000c3500000c350', 'hex'), png.subarray(24)]),
    'image/png',
    'png',
  ],
  // The magic number of a PNG without its first chunk.
  ['half', png.subarray(0, 8), undefined, 'bin'],
  ['none', Buffer.alloc(0), undefined, 'bin'],
];

const large = 300_000;

async function readAll(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  await once(response, 'end');
  return Buffer.concat(parts);
}

describeOnEngines('files in columns', (engine) => {
  const world = sharedWorld(() =>
    openWith(engine, [
      `CREATE TABLE upload (id TEXT PRIMARY KEY, content BLOB, note TEXT)`,
      ...files.map(([id, bytes]) => `INSERT INTO upload VALUES ('${id}', ${literal(bytes)}, 'n')`),
      `INSERT INTO upload VALUES ('null', NULL, 'n'), ('large', zeroblob(${large}), 'n')`,
    ]),
  );

  it.each(files)('%s is told by its content', async (id, bytes, type, extension) => {
    const record = `/api/resources/upload/records/${id}`;
    const shown = await world().anna.get(`${record}/show`);
    expect(shown.json.record.params).toMatchObject({ content: bytes.length });
    expect(shown.json.record.params['__type.content']).toBe(type);
    const download = await world().anna.open(`${record}/download-content`);
    expect(Buffer.compare(await readAll(download), bytes)).toBe(0);
    expect(download.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename=upload-${id}-content.${extension}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(files)('%s is sent as a picture only where it is one', async (id, bytes, type) => {
    const path = `/api/resources/upload/records/${id}/picture-content`;
    const response = await world().anna.open(path);
    const sent = await readAll(response);
    if (type?.startsWith('image/') !== true || id === 'bomb') {
      expect([response.statusCode, sent.length]).toEqual([204, 0]);
      return;
    }
    expect([response.statusCode, Buffer.compare(sent, bytes)]).toEqual([200, 0]);
    expect(response.headers).toMatchObject({
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers['content-disposition']).toMatch(/^attachment;/);
  });

  it('sends a file in parts, and none where the row or the column has none', async () => {
    const { anna } = world();
    const record = '/api/resources/upload/records';
    const sent = await anna.get(`${record}/large/download-content`);
    expect(sent.bytes.equals(Buffer.alloc(large))).toBe(true);
    const nothing = await anna.get(`${record}/null/download-content`);
    expect([nothing.status, nothing.bytes.length]).toEqual([200, 0]);
    expect((await anna.get(`${record}/null/picture-content`)).status).toBe(204);
    for (const path of ['x/picture-content', 'png/picture-note']) {
      expect((await anna.get(`${record}/${path}`)).status, path).toBe(404);
    }
  });
});
