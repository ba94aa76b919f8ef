import { expect, it } from 'vitest';
import { openImportFile } from '../../../src/admin/import-files/file.js';
import type { Context } from '../../../src/context.js';
import { textRow, workbook, zip, partsOfBook } from '../../helpers/panels/workbooks.js';

/** Workbooks as an import reads them. */

async function read(bytes: Buffer, sheet: string | null = null) {
  const file = await openImportFile({} as Context, bytes, sheet);
  const rows = [];
  for await (const piece of file.rows()) rows.push(...piece);
  return { ...file, rows };
}

const cellsOf = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ cells }) => cells);
const refusal = async (bytes: Buffer, sheet: string | null = null) =>
  read(bytes, sheet).then(
    () => null,
    (error: unknown) => String(error).replace(/^\w+: /, ''),
  );

it('reads shared, rich and inline texts, and leaves out phonetic ones', async () => {
  const bytes = await workbook({
    sheets: {
      A: `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
        <row r="5"><c r="B5" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t="str"><f>A2&amp;"x"</f><v>namex</v></c></row>
        <row r="6"><c r="A6" s="1"/></row>`,
    },
    texts: [
      '<t>name</t>',
      '<r><t xml:space="preserve">two </t></r><r><t>pa_x000D_rts</t></r><rPh><t>no</t></rPh>',
    ],
  });
  const file = await read(bytes);
  expect(file.headers).toEqual(['name', '', 'two pa\rrts']);
  expect(file.rows).toEqual([
    { line: 5, index: 0, cells: ['', 'inline', 'namex'], faults: new Map() },
  ]);
});

it.each([
  [false, '2024-02-29'],
  [true, '2028-03-01'],
])('reads numbers, flags, dates and times; from 1904: %s', async (is1904, day) => {
  const cells = `<c><v>1.1000000000000001</v></c><c t="b"><v>1</v></c><c s="1"><v>45351</v></c>
    <c s="2"><v>45351.25</v></c><c s="3"><v>0.520844907407407</v></c><c s="4"><v>12</v></c>
    <c t="d"><v>2024-02-29T00:00:00</v></c><c><v>1E+20</v></c>`;
  const formats = ['yyyy\\-mm\\-dd', 'd/m/yy h:mm', 'hh:mm:ss', '[Red]0.00 &quot;days&quot;'];
  const head = textRow(...Array.from({ length: 8 }, (_, index) => `c${index}`));
  const bytes = await workbook({ sheets: { A: `${head}<row>${cells}</row>` }, formats, is1904 });
  expect(cellsOf(await read(bytes))).toEqual([
    [
      '1.1',
      'true',
      day,
      `${day} 06:00:00`,
      '12:30:01',
      '12',
      '2024-02-29',
      '100000000000000000000',
    ],
  ]);
});

it('reads the first visible sheet, or the one that was chosen', async () => {
  const sheets = { Notes: textRow('x') + textRow('1'), Rows: textRow('a') + textRow('2') };
  const bytes = await workbook({ sheets, hidden: 'Notes' });
  const first = await read(bytes);
  expect([first.sheets, first.sheet, cellsOf(first)]).toEqual([['Notes', 'Rows'], 'Rows', [['2']]]);
  expect(cellsOf(await read(bytes, 'Notes'))).toEqual([['1']]);
  expect(await refusal(bytes, 'Other')).toBe('the workbook has no sheet Other');
});

it('keeps the problem of a cell whose value is an error, or a formula alone', async () => {
  const row = '<row><c t="e"><v>#N/A</v></c><c><f>1+1</f></c></row>';
  const { rows } = await read(await workbook({ sheets: { A: textRow('a', 'b') + row } }));
  const said = [...(rows[0]?.faults?.values() ?? [])].map(({ key }) => key);
  expect(said).toEqual(['files.cell_error', 'files.formula_alone']);
});

it('ignores macros', async () => {
  const more = { 'xl/vbaProject.bin': Buffer.alloc(100, 1) };
  const bytes = await workbook({ sheets: { A: textRow('a') + textRow('1') }, more });
  expect(cellsOf(await read(bytes))).toEqual([['1']]);
});

it('refuses merged cells, whose value only one row would have', async () => {
  const after = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
  const bytes = await workbook({ sheets: { A: textRow('a') + textRow('1') }, after });
  expect(await refusal(bytes)).toMatch(/^the cells A2:A3 are merged/);
});

it('refuses a part that is larger than its archive says', async () => {
  const bytes = await workbook({ sheets: { A: textRow('a') + textRow('x'.repeat(30_000)).repeat(99) } }); // prettier-ignore
  const name = Buffer.from('xl/worksheets/s1.xml');
  const central = bytes.lastIndexOf(name) - 46;
  expect(bytes.readUInt32LE(central)).toBe(0x02014b50);
  bytes.writeUInt32LE(1_000, central + 24);
  expect(await refusal(bytes)).toBe(
    'the workbook is damaged: its part xl/worksheets/s1.xml cannot be read',
  );
  bytes.writeUInt32LE(0xf0000000, central + 24);
  expect(await refusal(bytes)).toMatch(/more than 400 MB when it is unpacked$/);
});

it.each([
  ['the text of a cell', textRow('x'.repeat(3_000_000))],
  ['the cells of a row', textRow(...Array.from({ length: 16_000 }, () => 'x'.repeat(100)))],
])('refuses a row of too much in %s', async (_what, row) => {
  const bytes = await workbook({ sheets: { A: textRow('a') + row } });
  expect(await refusal(bytes)).toBe(
    'the row that begins in line 2 has more than 200,000 characters',
  );
});

it('refuses shared texts that are too long together', async () => {
  const texts = Array.from({ length: 400 }, () => `<t>${'x'.repeat(100_000)}</t>`);
  const bytes = await workbook({ sheets: { A: textRow('a') + textRow('b') }, texts });
  expect(bytes.length).toBeLessThan(200_000);
  expect(await refusal(bytes)).toMatch(/^the texts of the workbook have more than 32 MB together/);
});

it.each([
  ['an archive of something else', zip({ 'content.xml': '<a/>' }), /an archive, not an Excel/],
  ['the beginning of an archive', Promise.resolve(Buffer.from('PK\x03\x04nothing')), /an archive, not/], // prettier-ignore
  ['an old workbook', Promise.resolve(Buffer.from('d0cf11e0a1b11ae1', 'hex')), /an old Excel/],
  [
    'entities that multiply',
    zip({
      ...partsOfBook({ sheets: { A: '' } }),
      'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>',
    }),
    /its part xl\/workbook.xml cannot be read/,
  ],
  [
    'a sheet that breaks off',
    workbook({ sheets: { A: `${textRow('a')}<row><c>` } }),
    /cannot be read/,
  ],
  ['rows that go back', workbook({ sheets: { A: '<row r="3"/><row r="2"/>' } }), /cannot be read/],
  ['no rows', workbook({ sheets: { A: '' } }), /no rows below its headers/],
])('refuses %s', async (_what, bytes, said) => {
  expect(await refusal(await bytes)).toMatch(said);
});

it.each(['utf-16le', 'utf-16be'])(
  'reads a CSV in %s, as spreadsheets write it',
  async (encoding) => {
    const text = `\uFEFFname\ttext\n${'Łukasz\t🦦 otter\n'.repeat(2_000)}`;
    const bytes = Buffer.from(text, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    const file = await read(bytes);
    expect(file.headers).toEqual(['name', 'text']);
    expect(new Set(cellsOf(file).map(String))).toEqual(new Set(['Łukasz,🦦 otter']));
    expect(file.rows).toHaveLength(2_000);
    expect(await refusal(bytes.subarray(0, bytes.length - 1))).toMatch(/UTF-8/);
  },
);

it('skips the row of hints of a template', async () => {
  const file = await read(Buffer.from('a,b\n#takes: text,whole number\n1,2\n'));
  expect(file.rows).toEqual([{ line: 3, index: 0, cells: ['1', '2'] }]);
});
