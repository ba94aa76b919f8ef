import type { ResourceJSON } from 'adminjs';
import { createHash } from 'node:crypto';
import { Router } from 'express';
import { DomainError } from '../../errors.js';
import { languageOf } from '../../http/request/language.js';
import type { Language } from '../../messages/language.js';
import { message, type Message } from '../../messages/message.js';
import { sayAll } from '../../messages/say-all.js';
import type { Relation, ResourceMetadata } from '../contract/page-state.js';
import { ALTERNATE_PREFIX } from '../contract/panel.js';
import { knownColumns } from '../rows/metadata.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import { pathsOf } from '../tables/panel-table.js';
import { toScriptData } from './page.js';
import { isRelation } from './property-options.js';
import { textsOf } from './texts.js';

/**
 * Describes a table to the browsers of one role: its columns, its actions and their texts. A page
 * has the description of the table that it opens, and requests those of others as they are opened,
 * so that its weight does not grow with the number of tables.
 */

/** A description as it is sent, the same for every login of the role. */
export interface EncodedMetadata {
  /** JSON that `toScriptData` has made. */
  json: string;
  /** Changes with the description. */
  etag: string;
}

/** Returns the description of a table in a language; undefined where the role has no such table. */
export type DescribeTable = (id: string, language: Language) => EncodedMetadata | undefined;

/** Returns the function that describes each of the role's tables once in each language. */
export function tableDescriptions(resources: ReadonlyMap<string, ScopedResource>): DescribeTable {
  const byId = new Map([...resources.values()].map((resource) => [resource.id(), resource]));
  const relations = relationsByTable(resources);
  const described = new Map<string, EncodedMetadata>();
  return (id, language) => {
    const resource = byId.get(id);
    if (!resource) return undefined;
    const key = `${language} ${id}`;
    const known = described.get(key);
    if (known) return known;
    const metadata = describe(resource, relations.get(resource.table.info.name) ?? []);
    const json = toScriptData(sayAll(metadata, language));
    const etag = `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    described.set(key, { json, etag });
    return { json, etag };
  };
}

/**
 * Serves the descriptions, behind the guard, which admits the role's own tables only. A browser
 * keeps each answer and asks every time whether it still holds: it may be that of another login.
 */
export function descriptionRoutes(describeTable: DescribeTable): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/api/resources/:resourceId', (request, response) => {
    const found = describeTable(request.params.resourceId, languageOf(request));
    if (!found) throw new DomainError('not_found', message('requests.no_page'));
    response.set({ 'Cache-Control': 'private, no-cache', ETag: found.etag });
    response.type('json').send(found.json);
  });
  return router;
}

function describe(
  resource: ScopedResource,
  relations: Relation<Message>[],
): ResourceMetadata<Message> {
  const json: Partial<ResourceJSON> = resource.decorate().toJSON();
  // Both are in the menu's line: logins of a role have their own rows at different addresses.
  delete json.href;
  delete json.navigation;
  const described = json as ResourceMetadata['resource'];
  return { resource: { ...described, relations }, texts: textsOf(resource) };
}

/** Finds the columns that refer to each table, by its name. */
function relationsByTable(
  resources: ReadonlyMap<string, ScopedResource>,
): Map<string, Relation<Message>[]> {
  const found = new Map<string, Relation<Message>[]>();
  for (const resource of resources.values()) {
    const made = [...singleRelations(resource), ...jointRelations(resource)];
    for (const { target, ...relation } of made) {
      const isOneOfSeveral = made.filter((one) => one.target === target).length > 1;
      found.set(target, [...(found.get(target) ?? []), { ...relation, isOneOfSeveral }]);
    }
  }
  return found;
}

/** Relation beside the table that its rows refer to. */
type RelationTo = Omit<Relation<Message>, 'isOneOfSeveral'> & { target: string };

function singleRelations(resource: ScopedResource): RelationTo[] {
  const { table, access } = resource;
  const columns = knownColumns(table, access).filter((column) => isRelation(resource, column));
  return columns.map(({ path, label, references, referencedPaths }) => {
    const param = referencedPaths === null ? null : ALTERNATE_PREFIX + referencedPaths.join();
    return {
      ...{ resourceId: table.id, path, columnLabel: message('title', { title: label }) },
      ...{ target: references ?? '', columns: [[path, param]] },
    };
  });
}

function jointRelations({ table, access, resourceOf }: ScopedResource): RelationTo[] {
  return table.joint.flatMap((joint): RelationTo[] => {
    const first = table.columns.find(({ name }) => name === (joint.chooser ?? joint.columns[0]));
    const isOpen = joint.columns.every((name) => access.filter.has(name));
    const isListed = access.actions.has('list') && resourceOf(joint.table) !== undefined;
    if (!first || !isOpen || !isListed) return [];
    const columns = pathsOf(table, joint.columns).map((path, index): [string, string] => [
      path,
      joint.paths[index] ?? '',
    ]);
    // A column with a reference of its own has a tab by its name already.
    const path = first.references === null ? first.path : columns.map(([own]) => own).join('-');
    return [
      {
        ...{ resourceId: table.id, path, columnLabel: message('title', { title: first.label }) },
        ...{ target: joint.table, columns },
      },
    ];
  });
}
