import type { limits as english } from '../en/limits.js';
import { translation } from '../translation.js';

export const limits = translation<typeof english>()({
  'limits.kind': 'más allá de la regla «{rule}»',
  'limits.least_stake':
    'el importe de {stake:money} es menor que {limit:money}, el mínimo de la regla «{rule}»',
  'limits.greatest_stake':
    'el importe de {stake:money} es mayor que {limit:money}, el máximo de la regla «{rule}»',
  'limits.greatest_win':
    'la ganancia de {win:money} es mayor que {limit:money}, la máxima de la regla «{rule}»',
  'limits.greatest_odds': 'la cuota de {odds} es mayor que {limit}, la máxima de la regla «{rule}»',
  'limits.greatest_open': 'los importes abiertos pasarían de la suma máxima de la regla «{rule}»',
  'limits.greatest_open_sum':
    'los importes abiertos serían {open:money}, más que {limit:money}, la suma máxima de la regla «{rule}»',
  'limits.administrator_hint':
    'un administrador puede cambiar la regla, o ir más allá con un motivo',
  'limits.reason_hint': 'dé un motivo para ir más allá, o cambie la regla',
  'limits.kind_started': 'el evento ya empezó',
  'limits.started': 'el evento empezó el {at} UTC',
  'limits.started_hint':
    'las apuestas se hacen y se aceptan antes de que empiece el evento; un administrador puede seguir con un motivo',
  'limits.started_reason_hint': 'dé un motivo para seguir de todos modos',
  'limits.of_wager': 'la apuesta {number}: {what:message}',
});
