import type { Client } from '../bench/server.js';
import { columns } from './schema.js';

/** The requests of an administrator who walks through large tables of another program. */

export interface Visit {
  name: string;
  run: (client: Client) => Promise<unknown>;
}

const api = '/admin/api/resources';
const get = (name: string, target: string): Visit => ({
  name,
  run: (client) => client.get(target),
});
const list = (name: string, table: string, query = '') =>
  get(name, `${api}/${table}/actions/list?${query}`);

const filters: Record<(typeof columns)[number], string> = {
  title: 'filters.title=Title 77',
  city: 'filters.city=City 5',
  amount: 'filters.amount~~from=99990',
  ratio: 'filters.ratio~~to=1',
  happened_at: 'filters.happened_at~~from=2024-03-01T00:00:00.000Z',
  day: 'filters.day~~from=2024-03-01',
  note: 'filters.note~~empty=true',
  code: 'filters.code=C99999',
  flag: 'filters.flag=true',
};

/** Lists the visits for tables of `count` rows. */
export function visitsOf(count: number): Visit[] {
  const lastPage = Math.ceil(count / 25);
  return [
    list('list', 'f_parent'),
    { name: 'next and previous page', run: nextAndBack },
    list('page 300', 'f_parent', 'page=300'),
    list('last page', 'f_parent', `page=${lastPage}`),
    ...columns.flatMap((column) =>
      (['asc', 'desc'] as const).map((direction) =>
        list(
          `sorted by ${column} ${direction}`,
          'f_parent',
          `sortBy=${column}&direction=${direction}`,
        ),
      ),
    ),
    list('last page sorted', 'f_parent', `sortBy=title&page=${lastPage}`),
    ...columns.map((column) => list(`filter on ${column}`, 'f_parent', filters[column])),
    list('filter and order', 'f_parent', `${filters.city}&sortBy=amount&direction=desc`),
    list('text key', 'f_keyed'),
    list('text key, order of few values', 'f_keyed', 'sortBy=kind'),
    list('text key, filter of few values', 'f_keyed', 'filters.kind=kind 1&sortBy=name'),
    list('children of a row', 'f_child', 'filters.parent_id=18'),
    list('children with titles', 'f_child', 'perPage=500'),
    list('view', 'f_sums'),
    get('record', `${api}/f_parent/records/777/show`),
    get('edit form', `${api}/f_parent/records/777/edit`),
    { name: 'edit', run: edit },
    { name: 'edit a child', run: editChild },
    {
      name: 'create',
      run: (client) =>
        client.post(`${api}/f_child/actions/new`, { parent_id: '18', quantity: '3' }),
    },
    get('reference picker', `${api}/f_parent/actions/search/Title%2077`),
    get('reference picker, nothing typed', `${api}/f_parent/actions/search`),
    get('quick find', '/admin/api/dashboard?search=Title 77'),
    get('dashboard', '/admin/api/dashboard'),
    get('export page', `${api}/f_parent/actions/export`),
    get('export page, filtered', `${api}/f_parent/actions/export?${filters.city}`),
    get('export', `${api}/f_parent/actions/export?format=csv&${filters.code}`),
    get('page', '/admin/resources/f_parent'),
  ];
}

async function nextAndBack(client: Client): Promise<void> {
  const read = async (query: string) => {
    const text = await client.get(`${api}/f_parent/actions/list?${query}`);
    return (JSON.parse(text) as { meta: { after?: string; before?: string } }).meta;
  };
  const { after = '' } = await read('');
  const { before = '' } = await read(`page=2&after=${after}`);
  await read(`page=1&before=${before}`);
}

async function edit(client: Client): Promise<void> {
  await client.post(`${api}/f_parent/records/777/edit`, {
    code: `E${process.pid % 1_000}`,
    '__original.code': 'C777',
  });
}

async function editChild(client: Client): Promise<void> {
  await client.post(`${api}/f_child/records/5/edit`, {
    quantity: '6',
    '__original.quantity': '5',
  });
}
