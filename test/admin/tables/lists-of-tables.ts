import type { Person } from '../../helpers/panels/driver.js';

/** The list of a table, and its file. */

export const listOf = (person: Person, table: string, query = '') =>
  person.get(`/api/resources/${table}/actions/list?${query}`);
export const exportOf = (person: Person, table: string, query = '') =>
  person.get(`/api/resources/${table}/actions/export?format=csv&${query}`);
