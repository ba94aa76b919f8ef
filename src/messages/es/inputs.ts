import type { inputs as english } from '../en/inputs.js';
import { translation } from '../translation.js';

export const inputs = translation<typeof english>()({
  'inputs.missing': 'falta {field:word}',
  // amounts
  'inputs.amount_malformed': '{field:word} no es un importe en dólares',
  'inputs.amount_form': 'escríbalo así: 1250.50 o 1,250.50',
  'inputs.amount_decimals': '{field:word} tiene más de dos decimales',
  'inputs.amount_too_large': '{field:word} es más que {most:money}',
  'inputs.amount_negative': '{field:word} es negativo',
  'inputs.amount_zero': '{field:word} es cero',
  // odds
  'inputs.odds_missing': 'falta la cuota',
  'inputs.odds_malformed': 'la cuota no se puede leer',
  'inputs.odds_too_large': 'la cuota es demasiado grande',
  'inputs.odds_too_near': 'la cuota está entre -100 y 100',
  'inputs.odds_not_above_one': 'la cuota no es mayor que 1',
  'inputs.odds_american':
    'las cuotas americanas son números enteros de 100 a 100,000 en ambos sentidos, por ejemplo -110',
  'inputs.odds_decimal':
    'las cuotas decimales son mayores que 1 y como mucho 1,000, con tres decimales como mucho, por ejemplo 2.50',
  'inputs.win_too_large': 'con esta cuota se pagaría más que {most:money} al ganar',
  'inputs.win_nothing': 'con esta cuota no se pagaría nada al ganar',
  'inputs.raise_stake': 'suba el importe o la cuota',
  'inputs.lower_stake': 'baje el importe o la cuota',
  // texts
  'inputs.not_text': '{field:word} no es texto',
  'inputs.too_long': '{field:word} tiene más de {most#character}',
  'inputs.bad_characters': '{field:word} tiene caracteres que no se pueden guardar',
  // fields of a form
  'inputs.field_takes_one': '{field:message} admite un solo valor',
  'inputs.field_required': 'el campo {field:message} es obligatorio',
  'inputs.field_not_offered': 'elija {field:message} de la lista',
  'inputs.field_no_row': '{field:message}: esa fila no existe',
  // ids of operations
  'inputs.operation_id': 'falta el id de la operación o no es correcto',
  'inputs.operation_id_form': 'envíe solo letras, cifras y - _ . :, como mucho 100',
  // events
  'inputs.event_start_malformed': 'el comienzo del evento no se puede leer',
  'inputs.event_start_form': 'una hora se escribe como 2026-03-04 18:00, en UTC',
});
