/** The part of AdminJS's store that our components read. */
import type { Table } from './tables.js';

export interface State {
  resources: Table[];
  pages: { name: string }[];
  branding: { companyName: string };
  locale: { language: string };
  paths: { rootPath: string; loginPath: string; logoutPath: string };
  session: { id?: string; title?: string; username?: string; role?: string } | null;
}
