import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { ZipFile } from 'yazl';
import { temporaryFolder } from '../../helpers/engines/engines.js';
import { partsOfBook, textRow } from '../../helpers/panels/workbooks.js';
import type { WorkbookRead } from '../../helpers/processes/read-workbook.js';

/** Workbooks in a process that has little memory: a large one is read, a bomb is refused. */

/** The process itself takes some 60 MB of memory, and 8 MB of heap. */
const HEAP_MB = 32;
const MOST_MB = 192;
const PATIENT_MS = 120_000;
const SHEET = 'xl/worksheets/s1.xml';
const TEXTS = 'xl/texts.xml';

/** Makes a workbook whose part is written piece by piece; returns its path. */
async function writeWorkbook(part: string, pieces: Iterable<string>): Promise<string> {
  const file = path.join(temporaryFolder(), 'book.xlsx');
  const book = new ZipFile();
  const parts = partsOfBook({ sheets: { A: '' } });
  for (const [name, content] of Object.entries(parts)) {
    if (name !== part) book.addBuffer(Buffer.from(content), name);
  }
  book.addReadStream(Readable.from(pieces, { objectMode: false }), part, { compressionLevel: 1 });
  book.end();
  await pipeline(book.outputStream, fs.createWriteStream(file));
  return file;
}

async function readInSmallProcess(file: string): Promise<WorkbookRead> {
  const program = [`--max-old-space-size=${HEAP_MB}`, inject('programs').readWorkbook, file];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  return JSON.parse(stdout) as WorkbookRead;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function* within(head: string, pieces: Iterable<string>, end: string): Generator<string> {
  yield head;
  yield* pieces;
  yield end;
}

/** Writes a sheet behind a row of headers. */
function sheetOf(pieces: Iterable<string>): Iterable<string> {
  const head = `<worksheet xmlns="${MAIN}"><sheetData>${textRow('a')}`;
  return within(head, pieces, '</sheetData></worksheet>');
}

function* repeated(text: string, megabytes = 200): Generator<string> {
  const piece = text.repeat(Math.ceil(100_000 / text.length));
  for (let left = megabytes * 1_000_000; left > 0; left -= piece.length) yield piece;
}

/** Writes rows of as many texts as numbers, some at a time. */
function* largeRows(count: number, columns: number): Generator<string> {
  for (let start = 0; start < count; start += 500) {
    let piece = '';
    for (let row = start; row < start + 500; row += 1) {
      const cell = `<c t="inlineStr"><is><t>text ${row}</t></is></c><c><v>${row}.25</v></c>`;
      piece += `<row>${cell.repeat(columns / 2)}</row>`;
    }
    yield piece;
  }
}

it(
  'a process of a small heap reads 100,000 rows of ten columns',
  async () => {
    const file = await writeWorkbook(SHEET, sheetOf(largeRows(100_000, 10)));
    const { rows, problem, peakMb } = await readInSmallProcess(file);
    expect([rows, problem]).toEqual([100_000, null]);
    expect(peakMb).toBeLessThan(MOST_MB);
  },
  PATIENT_MS,
);

const inRow = (pieces: Iterable<string>) => within('<row>', pieces, '</row>');
const inText = (pieces: Iterable<string>) =>
  within('<c t="inlineStr"><is><t>', pieces, '</t></is></c>');

it.each<[string, string, Iterable<string>, RegExp]>([
  ['one cell', SHEET, sheetOf(inRow(inText(repeated('x')))), /more than 200,000 characters$/],
  ['cells', SHEET, sheetOf(inRow(repeated('<c/>'))), /its part \S+ cannot be read$/],
  ['a comment', SHEET, sheetOf(within('<!--', repeated('x'), '-->')), /\S+ cannot be read$/],
  ['rows', SHEET, sheetOf(repeated(textRow('1'))), /^the file has more than 100,000 rows$/],
  ['empty rows', SHEET, sheetOf(repeated('<row/>')), /its part \S+ cannot be read$/],
  ['blanks', SHEET, sheetOf(repeated(' ', 401)), /more than 400 MB when it is unpacked$/],
  [
    'shared texts',
    TEXTS,
    within(`<sst xmlns="${MAIN}">`, repeated(`<si><t>${'x'.repeat(900)}</t></si>`), '</sst>'),
    /^the texts of the workbook have more than 32 MB together$/,
  ],
])(
  'a process of a small heap refuses hundreds of megabytes of %s',
  async (_what, part, pieces, said) => {
    const file = await writeWorkbook(part, pieces);
    expect(fs.statSync(file).size).toBeLessThan(4_000_000);
    const { problem, peakMb } = await readInSmallProcess(file);
    expect(problem).toMatch(said);
    expect(peakMb).toBeLessThan(MOST_MB);
  },
  PATIENT_MS,
);

it(
  'a process of a small heap refuses hundreds of megabytes that the archive calls a thousand bytes',
  async () => {
    const file = await writeWorkbook(SHEET, sheetOf(repeated(textRow('1'))));
    const bytes = fs.readFileSync(file);
    const central = bytes.lastIndexOf(SHEET) - 46;
    expect(bytes.readUInt32LE(central)).toBe(0x02014b50);
    bytes.writeUInt32LE(1_000, central + 24);
    fs.writeFileSync(file, bytes);
    const { problem, peakMb } = await readInSmallProcess(file);
    expect(problem).toMatch(/^the workbook is damaged: its part \S+ cannot be read$/);
    expect(peakMb).toBeLessThan(MOST_MB);
  },
  PATIENT_MS,
);
