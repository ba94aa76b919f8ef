import type { shares as english } from '../en/shares.js';
import { translation } from '../translation.js';

export const shares = translation<typeof english>()({
  'shares.requests_own': 'este usuario tiene demasiadas solicitudes en curso',
  'shares.requests_of_address': 'hay demasiadas solicitudes en curso desde esta dirección',
  'shares.exports_own':
    'este usuario tiene dos exportaciones en curso; espere a que termine una o cancele su descarga',
  'shares.exports_of_others': 'el servidor está escribiendo exportaciones de otros usuarios',
  'shares.bodies_own': 'el servidor todavía está leyendo otros formularios grandes de este usuario',
  'shares.bodies_of_others': 'el servidor está leyendo formularios grandes de otros usuarios',
  'shares.previews_own':
    'el servidor todavía está leyendo las filas de otra acción masiva de este usuario',
  'shares.previews_of_others':
    'el servidor está leyendo las filas de acciones masivas de otros usuarios',
  'shares.reports_own': 'el servidor todavía está calculando otras páginas de este usuario',
  'shares.reports_of_others': 'el servidor está calculando páginas de otros usuarios',
  'shares.reads_own': 'el servidor todavía está buscando para otras páginas de este usuario',
  'shares.reads_of_others': 'el servidor está buscando para otros usuarios',
  'shares.passwords_own':
    'el servidor todavía está comprobando otras contraseñas enviadas desde aquí',
  'shares.passwords_of_others': 'el servidor está comprobando muchas contraseñas de otros',
  'shares.runs_own':
    'este usuario ya tiene {count:number} operaciones masivas en curso; espere a que termine una o deténgala',
});
