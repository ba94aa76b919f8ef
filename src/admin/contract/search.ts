/** The answer to the search box: plain types for both sides. */

export interface FoundRow<Text = string> {
  href: string;
  title: string;
  /** the text that was found, such as the email */
  detail: string;
  /** such as `Customer` */
  kind: Text;
}

/** An action of a whole table. */
export interface FoundAction {
  href: string;
  /** such as `Customers: New customer` */
  title: string;
}

export interface SearchReply<Text = string> {
  rows: FoundRow<Text>[];
  actions: FoundAction[];
}
