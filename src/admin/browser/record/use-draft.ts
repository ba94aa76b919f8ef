import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ActionProps, RecordJSON } from 'adminjs';
import { asText, isEmpty } from '../../contract/format.js';
import {
  DUPLICATE_FIELD,
  FILE_VERSION_PREFIX,
  ORIGINAL_PREFIX,
  type PropertyCustom,
} from '../../contract/panel.js';
import { titleOnly } from '../../contract/titled-record.js';
import { NULL_VALUE, typedValue } from '../inputs/property-input.js';

type Resource = ActionProps['resource'];

/**
 * Keeps the values typed into a record form beside those that the record had.
 * @param form `new` for a row that is not stored; `opened` is then the row that it duplicates
 */
export function useDraft(
  opened: RecordJSON | undefined,
  query: URLSearchParams,
  resource: Resource,
  form: string,
) {
  const isNew = form === 'new';
  const start = (found: RecordJSON) => (isNew ? { ...found, id: '' } : found);
  const [record, setRecord] = useState(() =>
    opened ? start(opened) : newRecord(query, resource, form),
  );
  const [originals, setOriginals] = useState<Record<string, unknown>>(opened?.params ?? {});
  const properties = useMemo(() => inputsOf(resource, form), [resource, form]);
  const changed = useMemo(
    () =>
      properties.filter((property) => {
        const value: unknown = record.params[property.propertyPath];
        const original = originals[property.propertyPath];
        if (isFile(property)) return isOtherFile(value, original);
        return typedValue(property, value) !== typedValue(property, original);
      }),
    [record.params, originals, properties],
  );
  useEffect(() => {
    if (opened === undefined) return;
    setRecord(start(opened));
    setOriginals(opened.params);
  }, [opened]);
  const isFileColumn = (path: string) =>
    properties.some((property) => property.propertyPath === path && isFile(property));
  const change = (path: string | RecordJSON, value?: unknown, selected?: RecordJSON): void => {
    if (typeof path !== 'string') return;
    setRecord((current) => ({
      ...current,
      errors: isFileColumn(path) ? without(current.errors, path) : current.errors,
      params: { ...current.params, [path]: value },
      populated: selected ? { ...current.populated, [path]: selected } : current.populated,
    }));
  };
  /** Takes the typed values for the record's own, at once: the page must not ask about them. */
  const markSaved = (): void => flushSync(() => setOriginals(record.params));
  /** Shows the errors, and takes over values that somebody else has saved meanwhile. */
  const refuse = (errors: RecordJSON['errors'], conflicts: Record<string, unknown> = {}): void => {
    setRecord((current) => ({ ...current, errors }));
    setOriginals((current) => ({ ...current, ...conflicts }));
  };
  /**
   * Builds the body of a post: the changed columns, each with its original beside it; of a duplicate,
   * all columns that it took over, and the row that they are of.
   */
  const body = (): FormData => {
    const data = new FormData();
    const copied = isNew && opened ? opened.params : {};
    if (isNew && opened) data.set(DUPLICATE_FIELD, opened.id);
    const isSent = (property: (typeof properties)[number]) =>
      changed.includes(property) || Object.hasOwn(copied, property.propertyPath);
    for (const property of properties.filter(isSent)) {
      const path = property.propertyPath;
      const value: unknown = record.params[path];
      if (value instanceof File) data.set(path, value);
      else
        data.set(path, isFile(property) ? NULL_VALUE : (typedValue(property, value) ?? NULL_VALUE));
      const original = isFile(property) ? `${FILE_VERSION_PREFIX}${path}` : path;
      if (opened && !isNew) data.set(`${ORIGINAL_PREFIX}${path}`, asPosted(originals[original]));
    }
    return data;
  };
  return { record, properties, isTyped: changed.length > 0, change, markSaved, refuse, body };
}

/** Picks a form's inputs: AdminJS has one list for all forms, and each input names its own. */
function inputsOf(resource: Resource, form: string) {
  return resource.editProperties.filter(({ custom }) => {
    const { forms } = custom as Partial<PropertyCustom>;
    return forms === undefined || forms.includes(form);
  });
}

/**
 * Makes an empty record with the initial values of its inputs, filled from the address: links to
 * `new` may bring values.
 */
function newRecord(query: URLSearchParams, resource: Resource, form: string): RecordJSON {
  const paths = resource.editProperties.map(({ propertyPath }) => propertyPath);
  const given = [...query].filter(([name]) => paths.includes(name));
  const initial = Object.fromEntries(
    inputsOf(resource, form).flatMap(({ propertyPath, custom }) => {
      const value = (custom as Partial<PropertyCustom>).initial;
      return value === undefined ? [] : [[propertyPath, value]];
    }),
  );
  return { ...titleOnly('', ''), params: { ...initial, ...Object.fromEntries(given) } };
}

/** Drops the error of a column whose file was replaced: it names the file of before. */
function without(errors: RecordJSON['errors'], path: string): RecordJSON['errors'] {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => name !== path));
}

/** Returns true for a chosen file and a removed one. */
function isOtherFile(value: unknown, original: unknown): boolean {
  if (value instanceof File) return value !== original;
  return isEmpty(value) && !isEmpty(original);
}

/** Recognises a property whose value is a file, its size, or nothing. */
function isFile({ custom }: { custom: unknown }): boolean {
  return (custom as Partial<PropertyCustom>).kind === 'blob';
}

function asPosted(original: unknown): string {
  return original === null || original === undefined ? NULL_VALUE : asText(original);
}
