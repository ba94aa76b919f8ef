import { PassThrough, Readable } from 'node:stream';
import type { BaseRecord } from 'adminjs';
import { ZipFile } from 'yazl';
import { toSheetText } from '../../files/xlsx/sheet-text.js';
import { inZone } from '../values/local-time.js';
import type { FileColumn, ExportValue } from './columns.js';

/**
 * Writes a workbook of one sheet (ECMA-376) into its ZIP while rows are read. Texts stand in their
 * cells, not in a shared table, so the first row is sent before the others are read.
 */

/** Rows that a sheet holds below its headers. */
export const MOST_SHEET_ROWS = 1_048_575;

type Pages = AsyncIterable<readonly BaseRecord[]>;

/** A sheet of a workbook: its name, and its XML while it is made. */
export interface Sheet {
  name: string;
  xml: AsyncIterable<string> | Iterable<string>;
}

/** Streams the workbook of a list. An error of the rows destroys the stream with it. */
export function writeXlsx(
  pages: Pages,
  columns: readonly FileColumn[],
  timezone: string,
): Readable {
  return writeWorkbook([{ name: 'Rows', xml: writeSheet(pages, columns, timezone) }]);
}

/** Streams a workbook of some sheets. */
export function writeWorkbook(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : undefined);
  zip.on('error', fail);
  const parts = partsOf(sheets.map(({ name }) => name));
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  for (const [index, { xml }] of sheets.entries()) {
    const rows = Readable.from(xml);
    rows.on('error', fail);
    output.on('close', () => rows.destroy());
    zip.addReadStream(rows, `xl/worksheets/sheet${index + 1}.xml`);
  }
  zip.end();
  zip.outputStream.pipe(output);
  return output;
}

/** Writes a sheet of texts, the first row as headings. */
export function* writeTexts(rows: readonly (readonly string[])[]): Generator<string> {
  yield sheetHead(Math.max(1, rows[0]?.length ?? 1), 32);
  for (const [index, texts] of rows.entries()) {
    const cells = texts.map((text, at) =>
      textCell(`${toLetters(at)}${index + 1}`, text, index === 0 ? 4 : 0),
    );
    yield `<row r="${index + 1}">${cells.join('')}</row>`;
  }
  yield SHEET_END;
}

function sheetHead(columns: number, width: number): string {
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${columns}" width="${width}" customWidth="1"/></cols><sheetData>`;
}

const SHEET_END = '</sheetData></worksheet>';

async function* writeSheet(
  pages: Pages,
  columns: readonly FileColumn[],
  timezone: string,
): AsyncGenerator<string> {
  const letters = columns.map((_column, index) => toLetters(index));
  const row = (number: number, cells: readonly string[]) =>
    `<row r="${number}">${cells.join('')}</row>`;
  const headers = columns.map(({ header }, index) => textCell(`${letters[index]}1`, header, 4));
  yield sheetHead(Math.max(columns.length, 1), 18) + row(1, headers);
  let number = 1;
  for await (const page of pages) {
    yield page
      .map((record) => {
        number += 1;
        return row(
          number,
          columns.map((column, index) =>
            toSheetCell(`${letters[index]}${number}`, column, column.read(record), timezone),
          ),
        );
      })
      .join('');
  }
  yield SHEET_END;
}

/** Writes a cell; its style is an index into `styles.xml` below. */
function toSheetCell(
  place: string,
  { kind }: FileColumn,
  value: ExportValue,
  timezone: string,
): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return numberCell(place, value, kind === 'money' ? 1 : 0);
  if (kind !== 'date' && kind !== 'datetime') return textCell(place, value);
  const time = inZone(kind === 'date' ? `${value}T00:00:00Z` : value, kind === 'date' ? 'utc' : timezone); // prettier-ignore
  if (time === null) return textCell(place, value);
  return numberCell(place, toSerial(time.toMillis() + time.offset * 60_000), kind === 'date' ? 2 : 3); // prettier-ignore
}

function numberCell(place: string, value: number, style: number): string {
  return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

function textCell(place: string, text: string, style = 0): string {
  const shown = escapeXml(toSheetText(text));
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** Converts to days since the end of 1899, the way sheets count them. */
function toSerial(localMs: number): number {
  return localMs / 86_400_000 + 25_569;
}

function toLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : toLetters(rest)) + String.fromCharCode(65 + (index % 26));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes a text. A workbook reads `_x0041_` as `A`, so that its underscore is escaped too. */
function escapeXml(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
    .replaceAll('\r', '&#13;');
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Builds the parts beside the sheets. */
function partsOf(names: readonly string[]): Record<string, string> {
  const each = (write: (number: number, name: string) => string) =>
    names.map((name, index) => write(index + 1, name)).join('');
  const overrides = each(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const sheets = each(
    (number, name) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  const relations = each(
    (number) =>
      `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  const stylesId = names.length + 1;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${stylesId}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  };
}

/** Styles by index: plain, money, date, date and time, heading. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;
