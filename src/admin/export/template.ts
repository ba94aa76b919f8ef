import { Router, type Response } from 'express';
import { BYTE_ORDER_MARK, toCsvLine } from '../../files/csv.js';
import { sendDownload } from '../../http/send-download.js';
import { message, type Message } from '../../messages/message.js';
import { render } from '../../messages/render.js';
import { HINT_MARK } from '../import-files/file-record.js';
import { takesOf } from '../import-files/takes.js';
import { columnsOfWay, waysOf } from '../import/ways.js';
import { callOf, languageOfCall } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { writeTexts, writeWorkbook } from './xlsx.js';

/** Serves templates of imports: the headers that an import knows, and what each column takes. */

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Serves the templates, behind the guard, which lists the import for the roles that have it. */
export function templateRoutes(resources: ReadonlyMap<string, ScopedResource>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/api/resources/:resourceId/actions/import', async (request, response, next) => {
    const { resourceId } = request.params;
    const resource = [...resources.values()].find((one) => one.id() === resourceId);
    const format = request.query['template'];
    const contentType = typeof format === 'string' ? types[format] : undefined;
    if (!resource?.access.actions.has('import') || contentType === undefined) {
      next();
      return;
    }
    const language = languageOfCall(callOf(request));
    const say = (said: Message) => render(said, language);
    await sendTemplate(resource, format === 'xlsx', contentType, say, response);
  });
  return router;
}

async function sendTemplate(
  resource: ScopedResource,
  isWorkbook: boolean,
  contentType: string,
  say: (said: Message) => string,
  response: Response,
): Promise<void> {
  const open = waysOf(resource).flatMap((way) => columnsOfWay(resource, way));
  const columns = resource.table.columns.filter((column) => open.includes(column));
  const headers = columns.map((column) => headerOf(resource, column, columns));
  const takes = columns.map((column) => say(takesOf(resource, column)));
  await sendDownload(response, {
    fileName: `${resource.table.id}-import.${isWorkbook ? 'xlsx' : 'csv'}`,
    contentType,
    content: isWorkbook
      ? writeWorkbook([
          { name: 'Rows', xml: writeTexts([headers]) },
          {
            name: 'Columns',
            xml: writeTexts([
              [say(message('files.template_column')), say(message('files.template_takes'))],
              ...headers.map((header, index) => [header, takes[index] ?? '']),
            ]),
          },
        ])
      : csvOf(headers, takes),
  });
}

function csvOf(headers: readonly string[], takes: readonly string[]): Buffer[] {
  const [first = '', ...others] = takes;
  const lines = [toCsvLine(headers), toCsvLine([HINT_MARK + first, ...others])];
  return [Buffer.from(BYTE_ORDER_MARK + lines.join(''))];
}

/** Heads a column in English, as an export does, so that an import knows it in any language. */
function headerOf(
  { context }: ScopedResource,
  { path, label, kind }: PanelColumn,
  columns: readonly PanelColumn[],
): string {
  if (columns.filter((column) => column.label === label).length > 1) return path;
  if (kind !== 'datetime') return label;
  const timezone = context.config.bookTimezone;
  return render(message('files.time_column', { column: label, timezone }), 'en');
}
