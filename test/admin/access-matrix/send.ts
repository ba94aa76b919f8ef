import type { PanelReply, Person } from '../../helpers/panels/driver.js';
import type { Probe } from './probes.js';

/** Sends a probe as a signed-in person. */
export function sendProbe(
  person: Person,
  {
    method,
    path,
    fields,
    file,
    files,
  }: Pick<Probe, 'method' | 'path' | 'fields' | 'file' | 'files'>,
): Promise<PanelReply> {
  if (method === 'GET') return person.get(path);
  if (files !== undefined) return person.submitFiles(path, files);
  return file === undefined ? person.post(path, fields) : person.upload(path, file);
}
