import { message } from '../../messages/message.js';
import { fileFault } from '../file-fault.js';
import { Archive, notWorkbook } from './archive.js';
import { readSheet, type SheetLimits, type SheetRow } from './sheet.js';
import { readStyles, type TimeStyle } from './styles.js';
import { readSharedTexts, type SharedTexts } from './texts.js';
import { readXml, type Pause } from './xml.js';

/**
 * Reads a workbook (ECMA-376) as a stream of rows. It runs nothing: of a formula it takes the value
 * that the file has, and it ignores macros, links and pictures.
 */

export interface Workbook {
  /** Names of the sheets, in their order. */
  sheets: string[];
  /** The first sheet that is not hidden. */
  first: string;
  /**
   * Yields the rows of a sheet; each call reads them again.
   * @throws DomainError `invalid` when it reaches a fault, or for an unknown sheet
   */
  rows: (sheet: string, limits: SheetLimits) => AsyncGenerator<SheetRow>;
}

/** Recognises a ZIP archive by its first bytes. */
export function isArchive(bytes: Buffer): boolean {
  return bytes.length > 4 && bytes.readUInt32BE(0) === 0x504b0304;
}

/** Recognises an old workbook, or one that a password locks. */
export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.length > 4 && bytes.readUInt32BE(0) === 0xd0cf11e0;
}

/**
 * Opens a workbook.
 * @throws DomainError `invalid` for a file that is none
 */
export async function openWorkbook(bytes: Buffer, pause: Pause): Promise<Workbook> {
  const archive = await Archive.open(bytes);
  const book = await readBook(archive, pause);
  const visible = book.sheets.find(({ isHidden }) => !isHidden) ?? book.sheets[0];
  if (!visible) throw notWorkbook();
  let cells: Promise<CellParts> | undefined;
  return {
    sheets: book.sheets.map(({ name }) => name),
    first: visible.name,
    async *rows(sheet, limits) {
      const part = book.sheets.find(({ name }) => name === sheet)?.part;
      if (part === undefined) throw fileFault(message('files.no_sheet', { sheet }));
      cells ??= readCellParts(archive, book, pause);
      const context = { ...(await cells), is1904: book.is1904 };
      yield* readSheet(part, archive.read(part), context, limits, pause);
    },
  };
}

interface Book {
  sheets: { name: string; part: string; isHidden: boolean }[];
  is1904: boolean;
  stylesPart: string | undefined;
  textsPart: string | undefined;
}

interface CellParts {
  styles: (TimeStyle | null)[];
  texts: SharedTexts | null;
}

async function readCellParts(archive: Archive, book: Book, pause: Pause): Promise<CellParts> {
  const { stylesPart, textsPart } = book;
  return {
    styles: stylesPart === undefined ? [] : await readStyles(archive, stylesPart, pause),
    texts: textsPart === undefined ? null : await readSharedTexts(archive, textsPart, pause),
  };
}

interface Relation {
  id: string;
  /** Last word of the type: both kinds of workbooks have the same one. */
  type: string;
  part: string;
}

async function readBook(archive: Archive, pause: Pause): Promise<Book> {
  const [main] = (await readRelations(archive, '', pause)).filter(
    ({ type }) => type === 'officeDocument',
  );
  const part = main?.part ?? 'xl/workbook.xml';
  if (!archive.has(part) || !part.endsWith('.xml')) throw notWorkbook();
  const relations = await readRelations(archive, part, pause);
  const listed: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await readXml(
    part,
    archive.read(part),
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        if (name !== 'sheet') return;
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        const isHidden = (attributes['state'] ?? 'visible') !== 'visible';
        listed.push({ name: attributes['name'] ?? '', id, isHidden });
      },
    },
    pause,
  );
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.part;
  return {
    is1904,
    stylesPart: partOf('styles'),
    textsPart: partOf('sharedStrings'),
    sheets: listed.flatMap(({ name, id, isHidden }) => {
      // A sheet of a chart has no cells.
      const found = relations.find((one) => one.id === id && one.type === 'worksheet');
      return found ? [{ name, part: found.part, isHidden }] : [];
    }),
  };
}

/** Reads the relations of a part; those of the workbook itself have no part. */
async function readRelations(archive: Archive, of: string, pause: Pause): Promise<Relation[]> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const part = `${folder}_rels/${of.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(part)) return relations;
  await readXml(
    part,
    archive.read(part),
    {
      open: (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
        if (name !== 'Relationship') return;
        relations.push({
          id,
          type: type.slice(type.lastIndexOf('/') + 1),
          part: target.startsWith('/') ? target.slice(1) : folder + target,
        });
      },
    },
    pause,
  );
  return relations;
}
