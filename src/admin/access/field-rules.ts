import { message, type Message } from '../../messages/message.js';
import type { AccessColumn } from '../contract/access.js';
import type { AccessPlan } from '../tables/access.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { fileOf, resourceOf, type AccessFacts, type AccessRule, type Finding } from './facts.js';

/** Rules on one column: read, or written by a form. */

type Form = 'read' | 'edit' | 'create' | 'bulkEdit';

const formOf: Record<string, Form> = {
  edit: 'edit',
  new: 'create',
  duplicate: 'create',
  editChosen: 'bulkEdit',
  editAll: 'bulkEdit',
};

const keyOf: Record<Form, string> = {
  read: 'read',
  edit: 'write.edit',
  create: 'write.create',
  bulkEdit: 'write.bulkEdit',
};

/** The role reads the column, or writes it in the action's form. */
export const openField: AccessRule = {
  name: 'field',
  title: message('access.field'),
  find: (facts) => {
    const { table, field, action } = facts;
    const access = resourceOf(facts)?.access;
    if (field === null || !access) return null;
    const column = table.columns.find(({ name, path }) => name === field || path === field);
    if (!column) return { isOpen: false, text: message('access.no_such_field', { name: field }) };
    return explainColumn(facts, access, column, formOf[action ?? ''] ?? 'read');
  },
};

function explainColumn(
  { table, actor }: AccessFacts,
  access: AccessPlan,
  column: PanelColumn,
  form: Form,
): Finding {
  const { name, label, isSecret, readOnlyReason } = column;
  const role = `role.${actor.role}` as const;
  const isDeclared = table.declaration !== null;
  const own = { file: fileOf(table), key: isDeclared ? `access.${actor.role}.${keyOf[form]}` : 'generatedAccess' }; // prettier-ignore
  if (access[form].has(name)) {
    const key = form === 'read' ? 'access.field_read' : 'access.field_written';
    return { isOpen: true, text: message(key, { role, column: label }), ...own };
  }
  if (isSecret) {
    const file = 'src/admin/tables/secrets.ts';
    return { isOpen: false, text: message('access.field_secret'), file, key: 'isDeclaredSecret' };
  }
  const reason = form === 'read' ? null : (table.readOnlyReason ?? readOnlyReason);
  if (reason !== null) {
    const key = isDeclared ? `columns.${name}.readOnly` : 'readOnlyReason';
    const text = message('access.field_fixed', { column: label, reason });
    return { isOpen: false, text, file: own.file, key };
  }
  const key = form === 'read' ? 'access.field_not_read' : 'access.field_not_written';
  return { isOpen: false, text: message(key, { role, column: label }), ...own };
}

/** Says of every column whether the role reads and edits it. */
export function explainColumns(facts: AccessFacts): AccessColumn<Message>[] {
  const access = resourceOf(facts)?.access;
  if (!access) return [];
  // No page names a secret column: the answer for it is the same for everybody.
  const named = facts.table.columns.filter(({ isSecret }) => !isSecret);
  return named.map((column): AccessColumn<Message> => {
    const read = explainColumn(facts, access, column, 'read');
    const edit = explainColumn(facts, access, column, 'edit');
    const closed = [read, edit].find(({ isOpen }) => !isOpen);
    const isFormless = read.isOpen && access.edit.size === 0;
    return {
      ...{ value: column.path, label: message('title', { title: column.label }) },
      ...{ isRead: read.isOpen, isEdited: edit.isOpen },
      text: isFormless ? null : (closed?.text ?? null),
    };
  });
}
