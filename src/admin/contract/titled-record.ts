import type { RecordJSON } from 'adminjs';

/** Builds a record with nothing but its id and its title, as AdminJS keeps a referenced one. */
export function titleOnly(id: string, title: string): RecordJSON {
  return {
    id,
    title,
    params: {},
    populated: {},
    errors: {},
    baseError: null,
    recordActions: [],
    bulkActions: [],
  };
}
