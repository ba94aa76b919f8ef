import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { expect, it, vi } from 'vitest';
import { UploadPlaces } from '../../../src/http/guard/uploads.js';
import { describeOnEngines, temporaryFolder } from '../../helpers/engines/engines.js';
import { gif, page, png, svg } from '../../helpers/panels/files.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from '../tables/generated.js';

/** Files in the forms of a row: each test has a row of its own. */

const MOST = 1_900_000;
const NULL = '__FORM_VALUE_NULL__';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const trace = (bytes: Uint8Array) => ({ bytes: bytes.length, sha256: sha256(bytes) });
const fileOf = (bytes: Uint8Array, name = 'a.bin', type = '') =>
  new File([new Uint8Array(bytes)], name, { type });

describeOnEngines('files in forms', (engine) => {
  const world = sharedWorld(() =>
    openWith(engine, [
      `CREATE TABLE paper (id TEXT PRIMARY KEY, scan BLOB NOT NULL, seal BLOB, name TEXT)`,
      `CREATE TABLE plain (id TEXT PRIMARY KEY, name TEXT)`,
      `INSERT INTO plain VALUES ('p', 'n')`,
    ]),
  );
  const create = (fields: Record<string, string | File>) =>
    world().anna.submitFiles('/api/resources/paper/actions/new', fields);
  const path = (id: string) => `/api/resources/paper/records/${id}`;
  /** Opens the form of a row, and returns a function that posts it. */
  const openForm = async (id: string) => {
    const { params } = (await world().anna.get(`${path(id)}/edit`)).json.record;
    return (fields: Record<string, string | File>) => {
      const originals = Object.keys(fields).map((name): [string, string] => {
        const original = params[`__version.${name}`] ?? NULL;
        return [`__original.${name}`, original as string];
      });
      return world().anna.submitFiles(`${path(id)}/edit`, {
        ...fields,
        ...Object.fromEntries(originals),
      });
    };
  };
  const stored = async (id: string) => {
    const [row] = await world().book.rows('SELECT hex(scan) AS scan, hex(seal) AS seal, seal IS NULL AS bare FROM paper WHERE id = ?', id); // prettier-ignore
    return row;
  };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

  it('creates a row whose column of files must have a value', async () => {
    const missing = await create({ id: 'new', name: 'x' });
    expect(missing.json.record.errors['scan']?.message).toBe('is required');
    const made = await create({ id: 'new', name: 'é', scan: fileOf(png, 'scan.png', 'image/png') });
    expect(made.json.notice).toMatchObject({ type: 'success' });
    expect(await stored('new')).toEqual({ scan: hex(png), seal: '', bare: 1 });
    const audit = (await auditOf(world().book, 'paper')).filter(([, id]) => id === 'new');
    expect(audit).toHaveLength(1);
    expect(JSON.parse(String(audit[0]?.[3]))).toMatchObject({ name: 'é', scan: trace(png) });
  });

  it('replaces a file and removes one that may be missing', async () => {
    await create({ id: 'change', scan: fileOf(png), seal: fileOf(Buffer.alloc(0)) });
    expect(await stored('change')).toEqual({ scan: hex(png), seal: '', bare: 0 });
    const post = await openForm('change');
    const required = await post({ scan: NULL });
    expect(required.json.record.errors['scan']?.message).toBe('is required');
    const changed = await post({ scan: fileOf(gif), seal: NULL });
    expect(changed.json.notice.message).toBe('Paper change: scan, seal changed');
    expect(await stored('change')).toEqual({ scan: hex(gif), seal: '', bare: 1 });
    const audit = (await auditOf(world().book, 'paper')).filter(([, id]) => id === 'change');
    const [, , before, after] = audit.at(-1) ?? [];
    expect(JSON.parse(String(before))).toEqual({ scan: trace(png), seal: trace(Buffer.alloc(0)) });
    expect(JSON.parse(String(after))).toEqual({ scan: trace(gif), seal: null });
    const again = await (await openForm('change'))({ scan: fileOf(gif) });
    expect(again.json.notice.type).toBe('success');
    const count = (await auditOf(world().book, 'paper')).filter(([, id]) => id === 'change').length;
    expect(count).toBe(audit.length);
  });

  it('refuses to replace a file that changed in its middle since the form was opened', async () => {
    const bytes = randomBytes(5_000);
    const other = Buffer.from(bytes);
    other[2_500] = (other[2_500] ?? 0) ^ 1;
    const own = randomBytes(10);
    await create({ id: 'both', scan: fileOf(bytes) });
    const post = await openForm('both');
    await (
      await openForm('both')
    )({ scan: fileOf(other) });
    const refused = await post({ scan: fileOf(own) });
    expect(refused.json.record.errors['scan']?.message).toBe(
      'somebody else replaced this file meanwhile; save again to overwrite theirs',
    );
    expect(refused.json.conflicts).toEqual({
      scan: 5_000,
      '__version.scan': `blob:5000:${sha256(other)}`,
    });
    expect(refused.text).not.toContain('claimedType');
    expect((await stored('both'))?.['scan']).toBe(hex(other));
    const second = await openForm('both');
    expect((await second({ scan: fileOf(own) })).json.notice.type).toBe('success');
  });

  it('stores a file of 1.9 MB and says the limit to a larger one', async () => {
    const largest = randomBytes(MOST);
    const made = await create({ id: 'large', scan: fileOf(largest) });
    expect(made.json.notice.type).toBe('success');
    const download = await world().anna.get(`${path('large')}/download-scan`);
    expect(download.bytes.equals(largest)).toBe(true);
    const post = await openForm('large');
    const tooLarge = await post({ scan: fileOf(Buffer.alloc(MOST + 1)) });
    expect(tooLarge.json.record.errors['scan']?.message).toBe('must have at most 1,900,000 bytes');
    const both = await create({ id: 'two', scan: fileOf(largest), seal: fileOf(png) });
    expect(both.json.record.errors['seal']?.message).toBe(
      'is too large beside the other files: together they may have at most 1,900,000 bytes',
    );
    const replaced = await post({ scan: fileOf(randomBytes(MOST)) });
    expect(replaced.json.notice.type).toBe('success');
    const beyond = await post({ scan: fileOf(Buffer.alloc(MOST + 1_100_000)) });
    expect([beyond.status, beyond.json.message]).toEqual([
      413,
      'the request is too large: at most 2,900 KB',
    ]);
  });

  it('says beside the file where D1 holds no row of that size', async () => {
    const large = () => fileOf(randomBytes(1_200_000));
    await create({ id: 'row', scan: large() });
    const added = await (await openForm('row'))({ seal: large() });
    if (engine.name === 'embedded') {
      expect(added.json.notice.type, added.text).toBe('success');
      return;
    }
    expect(added.json.record.errors['seal']?.message, added.text).toBe(
      'is too large beside what the row holds already: D1 stores at most 2,000,000 bytes in a row',
    );
    const bare = await world().book.rows(`SELECT seal IS NULL AS bare FROM paper WHERE id = 'row'`);
    expect(bare).toEqual([{ bare: 1 }]);
  });

  it.each([
    ['a page named .png', page, 'logo.png', ''],
    ['a page sent as a picture', page, 'logo', 'image/webp'],
    ['a drawing named .jpg', svg, 'a.JPG', 'image/svg+xml'],
  ])('refuses %s', async (title, bytes, name, type) => {
    const refused = await create({ id: title, scan: fileOf(bytes, name, type) });
    expect(refused.json.record.errors['scan']?.message).toBe(
      `the file ${name} calls itself a picture, but its content is not one; choose another file`,
    );
    expect(await stored(title)).toBeUndefined();
  });

  it('stores any file as it is, whatever type it is sent as', async () => {
    await create({ id: 'svg', scan: fileOf(svg, 'a.svg', 'image/svg+xml') });
    expect((await stored('svg'))?.['scan']).toBe(hex(svg));
    await create({ id: 'mixed', scan: fileOf(gif, 'a.png', 'image/png') });
    expect((await stored('mixed'))?.['scan']).toBe(hex(gif));
  });

  it('takes files in columns of files only, and from a form that says so', async () => {
    const { anna } = world();
    const text = await create({ id: 'text', scan: fileOf(png), name: fileOf(png) });
    expect(text.json.record.errors['name']?.message).toBe('takes no file');
    const unsaid = await anna.submitFiles('/api/resources/paper/actions/new', { id: 'u', scan: fileOf(svg) }, {}); // prettier-ignore
    expect([unsaid.status, unsaid.json.message]).toEqual([400, 'this form accepts no files']);
    const other = await anna.submitFiles('/api/resources/plain/records/p/edit', { name: fileOf(svg) }); // prettier-ignore
    expect([other.status, other.json.message]).toEqual([400, 'this form accepts no files']);
    const typed = await create({ id: 'typed', scan: 'text' });
    expect(typed.json.record.errors['scan']?.message).toBe('holds binary data, which cannot be edited here'); // prettier-ignore
  });

  it.each(['new', 'edit'])(
    'leaves nothing of a form that is cut off in the middle (%s)',
    async (form) => {
      const { anna, book } = world();
      const id = `cut-${form}`;
      const isEdit = form === 'edit';
      if (isEdit) await create({ id, scan: fileOf(png) });
      const folder = temporaryFolder();
      vi.stubEnv('TMPDIR', folder);
      try {
        const address = isEdit ? `${path(id)}/edit` : '/api/resources/paper/actions/new';
        const received = vi.spyOn(UploadPlaces.prototype, 'receiveForm');
        const cut = await anna.beginFiles(address, { id, scan: fileOf(randomBytes(MOST)) });
        await vi.waitFor(() => expect(received).toHaveBeenCalledOnce());
        received.mockRestore();
        expect((await create({ id: 'beside', scan: fileOf(gif) })).status).toBe(429);
        cut();
        await vi.waitFor(async () => {
          expect((await create({ id: `after-${form}`, scan: fileOf(gif) })).status).toBe(200);
        });
        expect(fs.readdirSync(folder)).toEqual([]);
      } finally {
        vi.unstubAllEnvs();
      }
      expect((await stored(`after-${form}`))?.['scan']).toBe(hex(gif));
      expect((await stored(id))?.['scan']).toBe(isEdit ? hex(png) : undefined);
      const audit = (await auditOf(book, 'paper')).filter(([, recordId]) => recordId === id);
      expect(audit).toHaveLength(isEdit ? 1 : 0);
      if (!isEdit)
        expect((await create({ id, scan: fileOf(gif) })).json.notice.type).toBe('success');
      else {
        const changed = await (await openForm(id))({ scan: fileOf(gif) });
        expect(changed.json.notice.type).toBe('success');
      }
    },
  );
});
