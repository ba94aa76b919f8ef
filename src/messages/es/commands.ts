import type { commands as english } from '../en/commands.js';
import { translation } from '../translation.js';

export const commands = translation<typeof english>()({
  // options of many commands
  'commands.option_json': 'imprimir los datos como JSON',
  'commands.option_dry_run': 'mostrar qué cambiaría sin cambiar nada',
  'commands.option_yes': 'no preguntar',
  'commands.option_as': 'nombre del usuario que actúa',
  'commands.option_operation': 'id de esta operación; repetirla con el mismo id no cambia nada más',
  'commands.option_carry_clock':
    'seguir desde la hora posterior de una fila cuando el reloj va atrasado',
  'commands.option_reason': 'motivo del cambio; queda en el registro de auditoría',
  'commands.customer': 'id o correo electrónico del cliente',
  'commands.login': 'nombre de usuario, correo electrónico o id',
  'commands.password_stdin': 'leer la contraseña de stdin en vez de preguntarla',
  // every command
  'commands.error': '{label:word}: {problem:message}',
  'commands.yes_missing': 'agregue --yes para hacerlo',
  'commands.as_missing_hint': 'todo cambio se hace en nombre de un usuario',
  // passwords at the terminal
  'commands.new_password': 'Contraseña nueva de {username}:',
  'commands.password_again': 'La misma contraseña otra vez:',
  'commands.no_password': 'no hay ninguna contraseña en stdin',
  'commands.password_needs_terminal': 'una contraseña solo se puede escribir en una terminal',
  'commands.password_needs_terminal_hint': 'pásela con --password-stdin',
  'commands.passwords_differ': 'las dos contraseñas son distintas',
  // operations on money
  'commands.change_rows': '¿Cambiar {rows#row}?',
  'commands.refused_row': 'rechazada: {row:message}: {reason:message}',
  'commands.repeated': 'esta operación ya había tenido efecto; no se cambió nada',
  'commands.preview_totals':
    'cambios en {rows#row}; los saldos subirían {credited:money} y bajarían {debited:money}',
  // the command line itself
  'commands.description': 'Los comandos del operador del Fire22 Dashboard.',
  'commands.help': 'mostrar la ayuda de un comando',
  'commands.help_hint': '(agregue --help para ver las opciones)',
  'commands.help_usage': 'Uso:',
  'commands.help_arguments': 'Argumentos:',
  'commands.help_options': 'Opciones:',
  'commands.help_commands': 'Comandos:',
  'commands.help_choices': '({choices:any})',
  'commands.help_default': '(si no se da: {value})',
  'commands.argument_missing': 'falta el argumento <{name}>',
  'commands.value_missing': 'la opción {flags} necesita un valor',
  'commands.option_missing': 'falta la opción {flags}',
  'commands.option_unknown': 'opción desconocida: {option}',
  'commands.command_unknown': 'comando desconocido: {command}',
  'commands.did_you_mean': '{problem:message}; ¿quería decir {names:any}?',
  'commands.not_a_choice': 'la opción {flags} admite {choices:any}, no {value}',
  'commands.too_many_arguments': '{command} admite {expected#argument}, no {received:number}',
  'commands.yes_or_no': '{question:message} [s/N]',
  'commands.no_other_database': 'aquí no se pueden nombrar bases de datos',
  // tables of several commands
  'commands.word': '{word:word}',
  'commands.indented': '  {name}',
  'commands.table': 'tabla',
  'commands.rows_lost': 'filas o valores perdidos',
  'commands.rows': 'filas',
  'commands.password': 'contraseña',
  'commands.migration': 'migración',
  'commands.state': 'estado',
  'commands.applied_at': 'aplicada el',
  // databases
  'commands.db': 'migraciones, libro de demostración, comprobaciones y copias de la base de datos',
  'commands.db_location': 'base de datos: {location}',
  'commands.db_migrate': 'aplicar todas las migraciones pendientes',
  'commands.db_would_apply': 'por aplicar: {migrations#migration}',
  'commands.db_applied': 'aplicado a {location}: {migrations#migration}',
  'commands.db_rollback':
    'deshacer la última migración, o todas las posteriores a un nombre, con sus datos',
  'commands.db_rollback_to': 'migración a la que se vuelve; queda aplicada',
  'commands.db_would_roll_back': 'por deshacer: {migrations#migration}',
  'commands.db_rollback_plan': 'se deshará en {location}, con sus datos:',
  'commands.db_rollback_objects':
    'con ellas se van: tablas: {tables:number}, columnas: {columns:number}, índices: {indexes:number}, disparadores: {triggers:number}, vistas: {views:number}',
  'commands.db_rollback_no_rows': 'no se va ninguna fila',
  'commands.db_rollback_elsewhere':
    'detenga antes todo servidor sobre esta base de datos: aquí no se ve si hay uno en marcha',
  'commands.db_rollback_copying': 'copiando el libro como está',
  'commands.db_rollback_copy':
    'el libro como era es {copy} en {folder}; npm run cli -- restore --folder {folder} lo trae de vuelta, con sus migraciones',
  'commands.db_rollback_time_travel':
    'D1 guarda 30 días el libro como era a las {time}; npx wrangler d1 time-travel restore DATABASE --timestamp={time} lo trae de vuelta, con sus migraciones',
  'commands.db_rollback_question': '¿Deshacer {migrations#migration}?',
  'commands.db_rolled_back': 'deshecho: {migrations#migration}',
  'commands.db_status': 'listar las migraciones: aplicadas, pendientes, modificadas o ausentes',
  'commands.db_seed':
    'llenar una base de datos vacía con el libro de demostración (nunca en producción)',
  'commands.db_seeded':
    'el libro de demostración está listo: {agents#agent}, {customers#customer}, {wagers#wager}, {transactions#transaction}',
  'commands.db_check':
    'comprobar las migraciones, la estructura del archivo y las referencias entre filas',
  'commands.db_problem': '- {problem:message}',
  'commands.db_sound': 'sin problemas en {location}',
  'commands.db_unsound': '{problems#problem} en {location}',
  'commands.db_copy':
    'copiar un libro entero a una base de datos vacía, de cualquiera de los dos motores',
  'commands.db_copy_from': 'origen: file:RUTA o d1+https://SERVIDOR',
  'commands.db_copy_to': 'destino, escrito como el origen; su token es D1_TOKEN',
  'commands.db_copy_plan': 'se copiará {source} a {target}',
  'commands.db_copy_warning':
    'detenga antes el servidor del origen: a la copia le falta todo lo que escriba mientras tanto',
  'commands.db_copy_question': '¿Copiar?',
  'commands.db_copied': 'copia de {rows#row} de {source} a {target}, comparada y conciliada',
  'commands.db_copy_key': 'los valores cifrados de la copia necesitan el DATA_KEY del origen',
  // data keys
  'commands.data_key': 'la clave que cifra los datos guardados',
  'commands.data_key_rotate':
    'cifrar todos los valores con la primera clave de DATA_KEY, también los que no lo están',
  'commands.data_key_rotated': 'cifrado de {values#value} con la primera clave',
  // search indexes
  'commands.search_index': 'el índice de «contiene» en las listas de apuestas y transacciones',
  'commands.search_index_table': 'wagers o transactions; ambas si no se da',
  'commands.search_index_head': 'índice de búsqueda',
  'commands.search_index_export':
    'esta base de datos no se puede exportar mientras tenga un índice de búsqueda; elimínelo antes',
  'commands.search_index_progress': '{table}: {done:number} de {rows#row}',
  'commands.search_index_build': 'crearlo; otras escrituras entran entre sus pasos',
  'commands.search_index_drop': 'eliminarlo; «contiene» lee entonces las filas más recientes',
  'commands.search_index_rebuild': 'eliminarlo y crearlo otra vez',
  'commands.search_index_status': 'listar los índices de búsqueda',
});
