/** The part of AdminJS's store that our components read. */
import type { ResourceJSON } from 'adminjs';
import type { Phrases } from '../../../locale/phrasebook.js';

export interface State {
  resources: ResourceJSON[];
  pages: { name: string }[];
  branding: { companyName: string };
  locale: { language: string; phrases?: Phrases };
  paths: { rootPath: string; loginPath: string; logoutPath: string };
  session: { id?: string; title?: string; username?: string; role?: string } | null;
}
