import type { credit as english } from '../en/credit.js';
import { translation } from '../translation.js';

export const credit = translation<typeof english>()({
  'credit.reading': 'leer el crédito',
  'credit.kind_none': 'sin crédito',
  'credit.none': 'el agente {agent:person} no tiene crédito y no fija límites de apuestas',
  'credit.leave_at_zero': 'deje el límite en 0.00, o pida a un administrador un límite de crédito',
  'credit.leave_at':
    'deje el límite en {limit:money} o menos, o pida a un administrador un límite de crédito',
  'credit.kind_beyond': 'más que el crédito',
  'credit.beyond':
    'los límites de apuestas de los clientes de {agent:person} sumarían {sum:money}, y su límite de crédito es {credit:money}',
  'credit.left':
    'queda un crédito de {left:money}, así que este límite puede ser {most:money} como máximo; un administrador puede subir el límite de crédito',
  'credit.exceeded':
    'los límites de apuestas de los clientes de {agent:person} suman {sum:money}, por encima de su límite de crédito de {credit:money}: hasta que vuelvan a caber, el agente puede bajar límites y no subir ninguno',
});
