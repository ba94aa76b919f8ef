import type { RequestHandler } from 'express';
import type { Role } from '../../domain/actor.js';

/**
 * Routes of the panels that a role may request; every other is refused. `createPanels` makes the
 * list of each role from its resources, and the guard looks up every address before AdminJS sees it
 * (AdminJS itself checks neither an action's type nor its method).
 */

export type PanelMethod = 'GET' | 'POST';

export interface PanelAction {
  type: 'resource' | 'record' | 'bulk';
  /** Methods of its API route. Its page, if it has one, is always a GET. */
  methods: readonly PanelMethod[];
  /** Largest file, in bytes, that its POST has as its body. */
  uploadBytes?: number;
  /** Bytes of the files that its form may hold, together. */
  formFileBytes?: number;
  /** Share of which it takes a place. */
  share?: RouteShare;
}

/** Work that takes long: files of lists, rows of bulk actions. */
export type RouteShare = 'exports' | 'previews';

export interface PanelRoutes {
  /** Resource id → action name → its routes. */
  resources: ReadonlyMap<string, ReadonlyMap<string, PanelAction>>;
  /** Page name → methods of its API route. */
  pages: ReadonlyMap<string, readonly PanelMethod[]>;
}

/** The panels as the pipeline needs them: the routes of a role, and the router that answers them. */
export interface PanelSource {
  routes(role: Role): PanelRoutes;
  routerFor(role: Role): RequestHandler;
}

export interface PanelRoute {
  /** The route without ids and texts, for the log. */
  pattern: string;
  /** A static file, the same for every signed-in login. */
  asset: boolean;
  uploadBytes?: number;
  formFileBytes?: number;
  share?: RouteShare;
}

/**
 * Finds the route of a request; null when the role does not have it.
 * @param path below `/admin`, still percent-encoded
 */
export function findPanelRoute(
  routes: PanelRoutes,
  request: { method: string; path: string; recordIds?: unknown; format?: unknown },
): PanelRoute | null {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== 'GET' && method !== 'POST') return null;
  const segments = request.path.split('/').slice(1).map(decodeURIComponent);
  if (segments.length > 0 && segments.at(-1) === '') segments.pop();
  const [first, ...rest] = segments;
  if (first === undefined) return method === 'GET' ? panelRoute('/admin') : null;
  if (first === 'frontend' && rest[0] === 'assets' && method === 'GET') {
    return rest.slice(1).every((name) => /^[\w-][\w.-]*$/.test(name)) && rest.length > 1
      ? { pattern: '/admin/frontend/assets', asset: true }
      : null;
  }
  if (first === 'api') return apiRoute(routes, method, rest, request);
  return method === 'GET' ? pageRoute(routes, segments, request.recordIds) : null;
}

function apiRoute(
  routes: PanelRoutes,
  method: PanelMethod,
  segments: readonly string[],
  { recordIds, format }: { recordIds?: unknown; format?: unknown },
): PanelRoute | null {
  const [kind, name = '', ...rest] = segments;
  if (kind === 'dashboard' && segments.length === 1) {
    return method === 'GET' ? panelRoute('/admin/api/dashboard') : null;
  }
  if (kind === 'pages' && segments.length === 2) {
    const isListed = routes.pages.get(name)?.includes(method);
    return isListed ? panelRoute(`/admin/api/pages/${name}`) : null;
  }
  if (kind !== 'resources') return null;
  if (rest.length === 0) {
    const isDescribed = method === 'GET' && routes.resources.has(name);
    return isDescribed ? panelRoute(`/admin/api/resources/${name}`) : null;
  }
  const found = findAction(routes, name, rest, recordIds, true);
  if (!found?.action.methods.includes(method)) return null;
  const { uploadBytes, formFileBytes, share } = found.action;
  // The form of an export reads its count, and that of a bulk action its page.
  const isFile = share === 'exports' && format !== undefined;
  const isShared = isFile || (share === 'previews' && method === 'POST');
  return {
    ...panelRoute(`/admin/api/${found.pattern}`, isShared ? share : undefined),
    ...(uploadBytes ? { uploadBytes } : {}),
    ...(formFileBytes ? { formFileBytes } : {}),
  };
}

function pageRoute(
  routes: PanelRoutes,
  segments: readonly string[],
  recordIds: unknown,
): PanelRoute | null {
  const [kind, name = '', ...rest] = segments;
  if (kind === 'pages' && segments.length === 2) {
    return routes.pages.has(name) ? panelRoute(`/admin/pages/${name}`) : null;
  }
  if (kind !== 'resources') return null;
  if (rest.length === 0) {
    return routes.resources.get(name)?.has('list') ? panelRoute(`/admin/resources/${name}`) : null;
  }
  const found = findAction(routes, name, rest, recordIds, false);
  return found && panelRoute(`/admin/${found.pattern}`);
}

function findAction(
  routes: PanelRoutes,
  resourceId: string,
  rest: readonly string[],
  recordIds: unknown,
  api: boolean,
): { action: PanelAction; pattern: string } | null {
  const actions = routes.resources.get(resourceId);
  if (!actions) return null;
  const [kind = '', second = '', third] = rest;
  const find = (type: PanelAction['type'], name: string, pattern: string) => {
    const action = actions.get(name);
    return action?.type === type ? { action, pattern: `resources/${resourceId}/${pattern}` } : null;
  };
  switch (kind) {
    case 'actions':
      if (rest.length === 2) return find('resource', second, `actions/${second}`);
      // The path ends with the text of a search.
      if (api && rest.length === 3) return find('resource', second, `actions/${second}/:query`);
      return null;
    case 'records':
      if (rest.length !== 3 || third === undefined || second === '') return null;
      return find('record', third, `records/:recordId/${third}`);
    case 'bulk':
      if (rest.length !== 2 || typeof recordIds !== 'string' || recordIds === '') return null;
      return find('bulk', second, `bulk/${second}`);
    default:
      return null;
  }
}

function panelRoute(pattern: string, share?: RouteShare): PanelRoute {
  return { pattern, asset: false, ...(share && { share }) };
}
