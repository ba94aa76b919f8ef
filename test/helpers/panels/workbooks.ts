import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Workbooks as other programs write them, part by part. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface BookParts {
  /** XML of the rows of each sheet, by name. */
  sheets: Record<string, string>;
  texts?: string[];
  /** Format codes of the styles from 1 on. */
  formats?: string[];
  is1904?: boolean;
  /** XML behind the rows of each sheet. */
  after?: string;
  hidden?: string;
  more?: Record<string, string | Buffer>;
}

/** Makes an archive of these parts. */
export async function zip(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts)) file.addBuffer(Buffer.from(content), name);
  file.end();
  const bytes = buffer(file.outputStream);
  await once(file.outputStream, 'end');
  return bytes;
}

/** Makes a workbook. */
export function workbook(parts: BookParts): Promise<Buffer> {
  return zip(partsOfBook(parts));
}

export function partsOfBook({
  sheets,
  texts = [],
  formats = [],
  is1904 = false,
  after = '',
  hidden,
  more = {},
}: BookParts): Record<string, string | Buffer> {
  const names = Object.keys(sheets);
  const listed = names.map(
    (name, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${name === hidden ? ' state="hidden"' : ''}/>`,
  );
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = [
    ...names.map((_name, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/s${index + 1}.xml`)), // prettier-ignore
    relation('rIdTexts', 'sharedStrings', '/xl/texts.xml'),
    relation('rIdStyles', 'styles', 'styles.xml'),
  ];
  const own = formats.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`,
  );
  const styles = formats.map((_code, index) => `<xf numFmtId="${200 + index}"/>`);
  return {
    '_rels/.rels': `<Relationships xmlns="${TYPES}">${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><x:workbook xmlns:x="${MAIN}" xmlns:r="${OFFICE}"><x:workbookPr date1904="${is1904 ? 1 : 0}"/><x:sheets>${listed.join('').replaceAll('<sheet', '<x:sheet')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${TYPES}">${relations.join('')}</Relationships>`,
    'xl/texts.xml': `<sst xmlns="${MAIN}">${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, index) => [
        `xl/worksheets/s${index + 1}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...more,
  };
}

/** XML of a row of inline texts. */
export function textRow(...texts: string[]): string {
  return `<row>${texts.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`).join('')}</row>`;
}
