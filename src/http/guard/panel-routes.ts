import type { RequestHandler } from 'express';
import type { Role } from '../../domain/actor.js';

/**
 * What a role's browser may ask the panels for: nothing but what is listed. `createPanels` makes
 * the list of each role from its resources; the guard looks every address up in it before AdminJS
 * sees it (AdminJS itself checks neither an action's type nor its method).
 */

export type PanelMethod = 'GET' | 'POST';

export interface PanelAction {
  type: 'resource' | 'record' | 'bulk';
  /** By which methods its API route may be called. Its page, where it has one, is always a GET. */
  methods: readonly PanelMethod[];
  /** Its POST carries a file as its body, of at most so many bytes. */
  uploadBytes?: number;
}

export interface PanelRoutes {
  /** Resource id → action name → how it may be called. */
  resources: ReadonlyMap<string, ReadonlyMap<string, PanelAction>>;
  /** Page name → methods of its API route. */
  pages: ReadonlyMap<string, readonly PanelMethod[]>;
}

/** The panels as the pipeline needs them: what a role may ask for, and who answers it. */
export interface PanelSource {
  routes(role: Role): PanelRoutes;
  routerFor(role: Role): RequestHandler;
}

export interface PanelRoute {
  /** For the log: the route without ids and texts. */
  pattern: string;
  /** Static files: the same for everybody who is signed in. */
  asset: boolean;
  uploadBytes?: number;
}

/**
 * The route that a request means, or null when the role has none such.
 * @param path below `/admin`, still percent-encoded
 */
export function findPanelRoute(
  routes: PanelRoutes,
  request: { method: string; path: string; recordIds?: unknown },
): PanelRoute | null {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== 'GET' && method !== 'POST') return null;
  const segments = request.path.split('/').slice(1).map(decodeURIComponent);
  if (segments.length > 0 && segments.at(-1) === '') segments.pop();
  const [first, ...rest] = segments;
  if (first === undefined) return method === 'GET' ? page('/admin') : null;
  if (first === 'frontend' && rest[0] === 'assets' && method === 'GET') {
    return rest.slice(1).every((name) => /^[\w-][\w.-]*$/.test(name)) && rest.length > 1
      ? { pattern: '/admin/frontend/assets', asset: true }
      : null;
  }
  if (first === 'api') return apiRoute(routes, method, rest, request.recordIds);
  return method === 'GET' ? pageRoute(routes, segments, request.recordIds) : null;
}

function apiRoute(
  routes: PanelRoutes,
  method: PanelMethod,
  segments: readonly string[],
  recordIds: unknown,
): PanelRoute | null {
  const [kind, name = '', ...rest] = segments;
  if (kind === 'dashboard' && segments.length === 1) {
    return method === 'GET' ? page('/admin/api/dashboard') : null;
  }
  if (kind === 'pages' && segments.length === 2) {
    return routes.pages.get(name)?.includes(method) ? page(`/admin/api/pages/${name}`) : null;
  }
  if (kind !== 'resources') return null;
  const found = findAction(routes, name, rest, recordIds, true);
  if (!found?.action.methods.includes(method)) return null;
  const { uploadBytes } = found.action;
  return { ...page(`/admin/api/${found.pattern}`), ...(uploadBytes ? { uploadBytes } : {}) };
}

function pageRoute(
  routes: PanelRoutes,
  segments: readonly string[],
  recordIds: unknown,
): PanelRoute | null {
  const [kind, name = '', ...rest] = segments;
  if (kind === 'pages' && segments.length === 2) {
    return routes.pages.has(name) ? page(`/admin/pages/${name}`) : null;
  }
  if (kind !== 'resources') return null;
  if (rest.length === 0) {
    return routes.resources.get(name)?.has('list') ? page(`/admin/resources/${name}`) : null;
  }
  const found = findAction(routes, name, rest, recordIds, false);
  return found && page(`/admin/${found.pattern}`);
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
      // The text of a search is part of the path.
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

function page(pattern: string): PanelRoute {
  return { pattern, asset: false };
}
