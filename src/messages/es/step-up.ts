import type { stepUp as english } from '../en/step-up.js';
import { translation } from '../translation.js';

export const stepUp = translation<typeof english>()({
  'step_up.needed': 'escriba su contraseña para confirmar que es usted',
  'step_up.needed_with_code':
    'escriba su contraseña y un código de su segundo factor para confirmar que es usted',
  'step_up.type_password': 'escriba su contraseña',
  'step_up.type_code': 'escriba un código de su segundo factor',
  'step_up.wrong_password': 'esa contraseña no es correcta',
  'step_up.elsewhere': 'otra pestaña confirmó o cerró esta sesión en el mismo momento',
  'step_up.try_again': 'inténtelo de nuevo',
  'step_up.too_many_tries':
    'demasiadas contraseñas o códigos incorrectos: esta sesión se ha cerrado',
});
