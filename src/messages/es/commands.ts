import type { commands as english } from '../en/commands.js';
import { translation } from '../translation.js';

export const commands = translation<typeof english>()({
  // options of many commands
  'commands.option_json': 'imprimir los datos como JSON',
  'commands.option_dry_run': 'mostrar qué cambiaría sin cambiar nada',
  'commands.option_yes': 'no preguntar',
  'commands.option_as': 'nombre del usuario que actúa',
  'commands.option_operation': 'id de esta operación; repetirla con el mismo id no cambia nada más',
  'commands.option_reason': 'motivo del cambio; queda en el registro de auditoría',
  'commands.customer': 'id o correo electrónico del cliente',
  'commands.login': 'nombre de usuario, correo electrónico o id',
  'commands.password_stdin': 'leer la contraseña de stdin en vez de preguntarla',
  // every command
  'commands.error': 'error: {problem:message}',
  'commands.yes_missing': 'añada --yes para hacerlo',
  'commands.as_missing': 'falta --as USUARIO',
  'commands.as_missing_hint': 'todo cambio se hace en nombre de un usuario',
  // passwords at the terminal
  'commands.new_password': 'Contraseña nueva de {username}:',
  'commands.password_again': 'La misma contraseña otra vez:',
  'commands.no_password': 'no hay ninguna contraseña en stdin',
  'commands.password_needs_terminal': 'una contraseña solo se puede escribir en un terminal',
  'commands.password_needs_terminal_hint': 'pásela con --password-stdin',
  'commands.passwords_differ': 'las dos contraseñas son distintas',
  // operations on money
  'commands.change_rows': '¿Cambiar {rows#row}?',
  'commands.refused_row': 'rechazada: {row:message}: {reason:message}',
  'commands.repeated': 'esta operación ya había tenido efecto; no se cambió nada',
  'commands.preview_totals':
    'cambiarían {rows#row}; los saldos subirían {credited:money} y bajarían {debited:money}',
});
