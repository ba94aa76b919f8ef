import type { inputs as english } from '../en/inputs.js';
import { translation } from '../translation.js';

export const inputs = translation<typeof english>()({
  'inputs.field_takes_one': '{field:message} admite un solo valor',
  'inputs.field_required': '{field:message} es obligatorio',
  'inputs.field_not_offered': 'elija {field:message} de la lista',
  'inputs.field_no_row': '{field:message}: esa fila no existe',
});
