/** Messages between the page "Why may I, why not" and its handler: plain types for both sides. */

/** One rule on the way from a request to its effect. */
export interface AccessStep<Text = string> {
  /** such as `login`, `row` or `state` */
  name: string;
  title: Text;
  isOpen: boolean;
  text: Text;
  /** place of the rule: a file of the project, and the key or function in it */
  file?: string;
  key?: string;
  /** way to change the answer, with the page that leads there */
  change?: Text;
  href?: string;
}

export interface AccessQuestion {
  /** id, username or email */
  login: string;
  /** resource id */
  table: string;
  record: string;
  action: string;
  field: string;
}

export interface AccessChoice<Text = string> {
  value: string;
  label: Text;
}

/** One action or column of an overview. */
export interface AccessLine<Text = string> extends AccessChoice<Text> {
  isOpen: boolean;
  /** the rule that decides */
  text: Text;
}

export interface AccessColumn<Text = string> extends AccessChoice<Text> {
  isRead: boolean;
  isEdited: boolean;
  /** why a form does not write it, or nobody reads it */
  text: Text | null;
}

export interface AccessData<Text = string> {
  problem?: Text;
  question: AccessQuestion;
  tables: AccessChoice<Text>[];
  actions: AccessChoice<Text>[];
  fields: AccessChoice<Text>[];
  /** true where records of the table are found by a part of their title */
  isSearched: boolean;
  /** titles of the chosen login and record */
  loginTitle?: string;
  recordTitle?: string;
  answer?: AccessAnswer<Text>;
}

export interface AccessAnswer<Text = string> {
  isAllowed: boolean;
  sentence: Text;
  steps: AccessStep<Text>[];
  /** every action, where none was chosen */
  actions: AccessLine<Text>[];
  columns: AccessColumn<Text>[];
}
