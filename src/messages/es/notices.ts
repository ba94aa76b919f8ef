import type { notices as english } from '../en/notices.js';
import { translation } from '../translation.js';

export const notices = translation<typeof english>()({
  'notices.title': '¿Ha sido usted?',
  'notices.all': 'Avisos de seguridad',
  'notices.none': 'Nada que señalar.',
  'notices.is_new': 'nuevo',
  'notices.new_device': 'Un navegador ha iniciado sesión en su cuenta por primera vez.',
  'notices.second_factor_enabled': 'Se ha activado su segundo factor.',
  'notices.second_factor_removed': 'Se ha quitado su segundo factor.',
  'notices.recovery_codes_renewed': 'Se han sustituido sus códigos de recuperación.',
  'notices.recovery_code_used': 'Se ha iniciado sesión en su cuenta con un código de recuperación.',
  'notices.details': '{browser}, {address}, {at}',
  'notices.details_without_address': '{browser}, dirección desconocida, {at}',
  'notices.by': 'Por {username}: {details}',
  'notices.more': '{count#notice} más',
  'notices.way_out':
    'Si no ha sido usted, cambie ya su contraseña. Eso cierra la sesión en los demás navegadores.',
  'notices.acknowledge': 'He sido yo',
});
