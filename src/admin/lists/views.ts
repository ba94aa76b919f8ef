import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { message, type Message } from '../../messages/message.js';
import {
  chooseListColumns,
  removeView,
  saveView,
  selectListColumns,
  selectViews,
  toListColumns,
  toSavedView,
  type SavedView,
} from '../../services/lists/saved-views.js';
import type { ListReply, ViewLink } from '../contract/list.js';
import { orderNamed } from '../query/order.js';
import { columnOfFilter, FILTER_PREFIX } from '../query/parse-filters.js';
import { readTogether } from '../query/read-together.js';
import { describeError } from '../request/errors.js';
import { notice } from '../request/notice.js';
import { actorOfCall } from '../request/user.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { pathsOf } from '../tables/panel-table.js';
import { choosableColumns, defaultColumns, openColumns, readColumns } from './columns.js';

/** Saved views and chosen columns of one list, for one role. */

/** Parameters of an address that a view keeps beside the filters. */
const keptKeys = ['sortBy', 'direction', 'perPage', 'columns'];

export interface ListSetting {
  /** Names of the shown columns, in order. */
  columns: string[];
  /** Reply for the browser. */
  reply: ListReply<Message>;
  problems: Message[];
}

/**
 * Reads the columns and the saved views of a list. Called in the same turn as the page itself, it
 * costs no trip of its own.
 */
export async function readListSetting(
  resource: ScopedResource,
  query: Record<string, unknown>,
  call: ActionContext,
): Promise<ListSetting> {
  const { table, access } = resource;
  const actor = actorOfCall(call);
  const { name } = table.info;
  const [views, [chosen]] = await Promise.all([
    readTogether(resource.context.database, call, selectViews(actor, name)),
    readTogether(resource.context.database, call, selectListColumns(actor, name)),
  ]);
  const asked = readColumns(query, table, access);
  const own = openColumns(toListColumns(chosen), access);
  const columns = asked.columns ?? own ?? defaultColumns(table, access);
  const links = views.map((row) => toLink(resource, toSavedView(row)));
  return {
    columns,
    reply: {
      columns: pathsOf(table, columns),
      choosable: choosableColumns(table, access).map(({ path }) => path),
      isOwnChoice: asked.columns !== null || own !== null,
      views: links.map(({ link }) => link),
      ...(access.note === null ? {} : { note: access.note }),
    },
    problems: [...asked.problems, ...problemsOfView(query, links)],
  };
}

interface OpenedView {
  link: ViewLink;
  /** Number of its parts that are not open to the role. */
  dropped: number;
}

/** Strips a view of everything that its reader may not use, even the names of such columns. */
function toLink(resource: ScopedResource, view: SavedView): OpenedView {
  const { table, access } = resource;
  const kept = new URLSearchParams({ view: view.id });
  let dropped = 0;
  for (const [key, value] of new URLSearchParams(view.query)) {
    const filtered = columnOfFilter(key, table);
    if (key === 'columns') {
      const paths = value.split(',');
      const { columns } = readColumns({ columns: value }, table, access);
      dropped += paths.length - (columns?.length ?? 0);
      if (columns) kept.set(key, pathsOf(table, columns).join(','));
    } else if (key === 'sortBy') {
      const order = orderNamed(table, value);
      if (order && access.sort.has(order.column)) kept.set(key, value);
      else dropped += 1;
    } else if (keptKeys.includes(key)) kept.set(key, value);
    else if (filtered && access.filter.has(filtered.name)) kept.append(key, value);
    else dropped += 1;
  }
  const { id, name, sharedWith, isOwn } = view;
  return { link: { id, name, sharedWith, isOwn, search: kept.toString() }, dropped };
}

/** Reports a view that was opened in part, on its first page only. */
function problemsOfView(query: Record<string, unknown>, views: readonly OpenedView[]): Message[] {
  const id = query['view'];
  if (id === undefined || id === '' || query['page'] !== undefined) return [];
  const view = views.find(({ link }) => link.id === id);
  if (!view) return [message('lists.view_filter_stays')];
  if (view.dropped === 0) return [];
  return [message('lists.view_in_part', { name: view.link.name, parts: view.dropped })];
}

/** Keeps the parameters of a list that a view consists of. */
function keptQuery(resource: ScopedResource, search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([key, value]) => {
    if (value === '' || value.length > 1_000) return false;
    if (!key.startsWith(FILTER_PREFIX)) return keptKeys.includes(key);
    const column = columnOfFilter(key, resource.table);
    return column !== undefined && resource.access.filter.has(column.name);
  });
  return new URLSearchParams(kept).toString();
}

/**
 * Builds the handler that saves or removes a view, or chooses columns, by `step`. A refusal becomes
 * a notice with its field.
 */
export function viewsHandler(resource: ScopedResource) {
  const { table, access } = resource;
  return async (
    request: ActionRequest,
    _response: unknown,
    call: ActionContext,
  ): Promise<ActionResponse> => {
    const actor = resource.actor(call);
    const fields = (request.payload ?? {}) as Record<string, unknown>;
    const text = (key: string) => (typeof fields[key] === 'string' ? fields[key] : '');
    if (request.method !== 'post') return {};
    try {
      switch (text('step')) {
        case 'save': {
          const { id, name } = await saveView(resource.context, actor, {
            list: table.info.name,
            name: text('name'),
            query: keptQuery(resource, text('search').slice(0, 20_000)),
            sharedWith: text('sharedWith'),
          });
          return { notice: notice(message('lists.view_saved', { name }), 'success'), id };
        }
        case 'remove':
          await removeView(resource.context, actor, text('id'));
          return { notice: notice(message('lists.view_removed'), 'success') };
        case 'columns': {
          const { columns } = readColumns({ columns: text('columns') }, table, access);
          await chooseListColumns(resource.context, actor, table.info.name, columns ?? []);
          return {};
        }
        default:
          return { notice: notice(message('lists.nothing_asked'), 'error') };
      }
    } catch (error) {
      const { said, field } = describeError(resource.context, call, error);
      return { notice: notice(said, 'error'), ...(field === undefined ? {} : { field }) };
    }
  };
}
