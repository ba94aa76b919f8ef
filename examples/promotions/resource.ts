import { defineResource } from '../../src/admin/declaration/resource.js';
import { message, verbatim } from '../../src/messages/message.js';
import { endPromotion, termsOf } from './promotions.js';

/**
 * The resource file. In the project it lies in `resources`, with a line in `resources/index.ts`. It
 * uses every kind of column and every word of an access. What it does not list is refused, and a
 * declaration that does not fit the schema stops the start with a numbered message (R001 …).
 *
 * Leave out everything that the schema says already: most resource files need a third of this.
 */
export const promotions = defineResource({
  table: 'promotions',
  // The column, or columns, that name a row in links, searches and the audit trail.
  title: 'name',
  // The table's name in the menu and, in the singular, on buttons; by default made of `promotions`.
  label: 'Promotions',
  singular: 'Promotion',
  // Group of the menu, and an icon of https://feathericons.com.
  navigation: { group: 'Book', icon: 'Gift' },
  // Columns of the list, in order; users may choose others that their role reads.
  list: ['name', 'agent_id', 'status', 'first_date', 'ends_at', 'greatest_bonus', 'claims_left'],
  // Columns of the record's page, in order; all that the role reads unless listed.
  show: [
    ...['name', 'code', 'agent_id', 'status', 'is_public', 'first_date', 'ends_at', 'rollover'],
    ...['match_rate', 'least_odds', 'greatest_bonus', 'cost', 'claims_left', 'tokens_issued'],
    ...['terms', 'rules', 'banner', 'contact', 'made_by', 'created_at', 'updated_at', 'id'],
  ],
  // The list's order until somebody clicks a head. An index leads to it (schema.ts).
  sort: { column: 'created_at', direction: 'desc' },

  // Only what differs from the schema. `label` and `hint` fit every column. `verbatim` is a text in
  // one language; in the project a text is a key of `src/messages`, in every language.
  columns: {
    // enum: a tone for each value (neutral, good, bad, warn, info).
    status: { tones: { draft: 'neutral', running: 'good', ended: 'info' } },
    // money: never guessed from REAL. Typed with at most two decimals, shown in the book's currency.
    greatest_bonus: { kind: 'money', label: 'Greatest bonus', min: 0 },
    // signed: this money may be below zero.
    cost: {
      kind: 'money',
      signed: true,
      hint: verbatim('what the book has paid; below zero it has earned'),
    },
    // percent: a fraction, shown times 100. `min` and `max` bound what may be typed.
    match_rate: { kind: 'percent', min: 0, max: 1, hint: verbatim('a fraction: 0.5 matches half') },
    // number with odds: shown and typed as the book writes odds (ODDS_FORMAT).
    least_odds: { odds: true, label: 'Least odds' },
    // long_text: an input of several lines.
    terms: { kind: 'long_text' },
    // sensitive: personal; the audit trail keeps that it changed, not what to.
    contact: { sensitive: true },
    // secret: false opens a column whose name only looks like a secret's.
    tokens_issued: { secret: false, label: 'Tokens issued' },
    // These follow from the schema and would be declared so:
    //   text: name, code · integer: claims_left · number: rollover · boolean: is_public
    //   date: first_date · datetime: ends_at · json: rules · blob: banner · reference: agent_id
  },

  // Access by role. A role that is missing here does not learn that the table exists.
  access: {
    admin: {
      // rows: `all`, or a condition that every read and write passes through.
      rows: 'all',
      // read: columns. `all` is all but secret ones.
      read: 'all',
      // search: columns that the search of the list and of references looks into.
      search: ['name', 'code'],
      write: {
        // create: inputs of the form for a new row; without it the role has no such form.
        create: [
          ...['name', 'code', 'agent_id', 'status', 'is_public', 'first_date', 'ends_at'],
          ...['claims_left', 'rollover', 'match_rate', 'least_odds', 'greatest_bonus'],
          ...['terms', 'rules', 'contact'],
        ],
        // edit: inputs of the form for a row that is there.
        edit: ['name', 'status', 'is_public', 'ends_at', 'claims_left', 'terms', 'rules'],
        // bulkEdit: those of them that one form may change in many rows of the list; none with money.
        bulkEdit: ['is_public', 'ends_at', 'terms'],
        // fixed: columns that a new row takes from the acting user, whatever is sent:
        // actor.userId, actor.agentId or actor.customerId.
        fixed: { made_by: 'actor.userId' },
      },
      // list and show: the list and a record's page. export: the list as a file. import: new rows
      // from a CSV, by `create`. delete and duplicate: only of tables without money. Then the names of `actions`, `views` and `downloads` below.
      // `new`, `edit`, `search` and saved views follow from the words above.
      actions: ['list', 'show', 'export', 'import', 'end', 'terms'],
    },
    agent: {
      // A condition compares a column with the acting user (`equals`), or with the rows of another
      // table (`in`); `any` joins conditions. This is the agent's own, and what its login made.
      rows: {
        any: [
          { column: 'agent_id', equals: 'actor.agentId' },
          { column: 'made_by', equals: 'actor.userId' },
        ],
      },
      read: [
        ...['id', 'name', 'code', 'status', 'is_public', 'first_date', 'ends_at', 'claims_left'],
        ...['rollover', 'match_rate', 'least_odds', 'greatest_bonus', 'terms', 'created_at'],
      ],
      // filter and sort: columns to compare and to order by; the readable ones unless listed.
      filter: ['name', 'code', 'status', 'first_date', 'ends_at'],
      sort: ['name', 'first_date', 'ends_at', 'created_at'],
      search: ['name', 'code'],
      write: {
        create: ['name', 'code', 'first_date', 'ends_at', 'greatest_bonus', 'terms'],
        edit: ['name', 'terms'],
        fixed: { agent_id: 'actor.agentId', made_by: 'actor.userId' },
      },
      actions: ['list', 'show', 'end', 'terms'],
    },
    customer: {
      // The promotions of its own agent: rows whose agent is that of the customer's own row.
      rows: {
        column: 'agent_id',
        in: {
          table: 'customers',
          column: 'agent_id',
          where: { column: 'id', equals: 'actor.customerId' },
        },
      },
      read: ['id', 'name', 'status', 'first_date', 'ends_at', 'greatest_bonus', 'created_at'],
      actions: ['list', 'show'],
    },
  },

  // Columns of an import's file that are refused with a reason instead of being passed over.
  neverImported: {
    cost: verbatim('costs are not imported, because they follow from claims; leave the column out'),
  },

  // A form that calls a service. `on`: a record, `bulk` for chosen rows, the whole `resource`.
  // Money operations are made by `moneyOperation`, with previews and bulk runs (resources/wagers.ts).
  actions: {
    end: {
      on: 'record',
      label: verbatim('End'),
      icon: 'StopCircle',
      verb: verbatim('End the promotion'),
      title: verbatim('End the promotion'),
      description: verbatim('Nobody can claim it afterwards. This is final.'),
      tone: 'danger',
      fields: [
        {
          name: 'reason',
          label: message('actions.field_reason'),
          type: 'textarea',
          required: true,
        },
      ],
      // Rows that have the action: the role must read the columns that it depends on.
      when: { status: ['running'] },
      // The service takes rows of the actor only and answers `not_found` for others.
      isScoped: true,
      run: (context, actor, { operationId, ids: [id = ''], fields }) =>
        endPromotion(context, actor, { operationId, id, reason: fields['reason'] ?? '' }),
    },
  },

  // A file about one row, sent line by line. `views` are pages about one row and need a component
  // of the browser's code (resources/customers.ts has one). `hooks` add writes to the batch of
  // a generated create or edit (resources/agents.ts), or let a service write the row
  // (resources/users.ts).
  downloads: {
    terms: {
      contentType: 'text/plain; charset=utf-8',
      fileName: (id) => `promotion-${id}.txt`,
      lines: termsOf,
    },
  },
});
