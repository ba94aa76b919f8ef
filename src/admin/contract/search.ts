/** What the search box is answered. Plain types, imported by both sides. */

export interface FoundRow {
  href: string;
  title: string;
  /** what was looked up, such as the email */
  detail: string;
  /** such as `Customer` */
  kind: string;
}

export interface SearchReply {
  rows: FoundRow[];
}
