import type { requests as english } from '../en/requests.js';
import { translation } from '../translation.js';

export const requests = translation<typeof english>()({
  'requests.defect': 'algo ha fallado (petición {request})',
  'requests.failed': 'algo ha fallado aquí; dígale al administrador el número de la petición',
  'requests.no_page': 'esa página no existe',
  'requests.no_record': 'ese registro o esa página no existe',
  'requests.not_open': 'su usuario no tiene acceso a esto',
  'requests.bad_values': 'los valores no son correctos',
  'requests.bad_address': 'la dirección no es correcta',
});
