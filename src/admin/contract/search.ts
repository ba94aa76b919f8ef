/** The answer to the search box: plain types for both sides. */

export interface FoundRow {
  href: string;
  title: string;
  /** the text that was found, such as the email */
  detail: string;
  /** such as `Customer` */
  kind: string;
}

export interface SearchReply {
  rows: FoundRow[];
}
