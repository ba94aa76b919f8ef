import type { ActionField } from '../../contract/panel.js';

/** A field of a form, whatever the form is about. */
export interface FieldDescription extends Omit<ActionField, 'type'> {
  type: ActionField['type'] | 'choice' | 'time' | 'json';
  disabled?: boolean;
  currency?: string;
  /** for a reference, the columns that it refers to, where they are not the key */
  searchBy?: string;
  /** text of the empty input, such as the value that the database takes then */
  placeholder?: string;
}

/** Takes a typed value; of a chosen record also its title, and its values of `searchBy`. */
export type ChangeField = (value: string, title?: string, values?: Record<string, unknown>) => void;

/** Attributes of every input. */
export interface CommonProps {
  id: string;
  name: string;
  required: boolean;
  disabled: boolean;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}
