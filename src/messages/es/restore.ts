/** Spanish texts of the way back from a copy. */
export const restore = {
  'restore.d1': 'D1 vuelve a una hora, que hay que indicar',
  'restore.d1_hint':
    'añada {at} HORA (npm run cli -- backup list muestra las guardadas), o {to} ARCHIVO para restaurar una copia en un archivo',
  'restore.d1_too_old': 'Time Travel no llega a {at}: empieza en {oldest}',
  'restore.d1_too_old_hint':
    'use una copia: npm run cli -- restore {at} HORA {to} ARCHIVO, y llévela con db copy a una base de datos D1 nueva',
  'restore.d1_plan':
    'la base de datos {database} de vuelta a {at} UTC, con Time Travel de Cloudflare:',
  'restore.d1_stop':
    '1. detenga todo servidor y toda orden sobre ella; las peticiones en curso se cortarían',
  'restore.d1_look': '2. mire el marcador de esa hora (7 días atrás en el plan gratuito)',
  'restore.d1_bookmark': '2. el marcador de esa hora está guardado: la vuelta es exacta',
  'restore.d1_restore': '3. restaure, y anote el marcador que imprime: con él se deshace',
  'restore.d1_sessions': '4. termine las sesiones que estaban abiertas entonces',
  'restore.d1_verify':
    '5. compare con este código (db:migrate si es más nuevo), y arranque el servidor',
  'restore.d1_undo': 'no se cambió nada: ejecute usted las órdenes',
  'restore.d1_files':
    'sin Time Travel: restore {to} ARCHIVO hace un archivo de una copia, y db copy lo lleva a una base de datos D1 nueva',
  'restore.before_first': 'no hay ninguna copia de {at}: la más antigua es de {first}',
  'restore.none_left_hint': 'npm run cli -- backup list muestra lo que queda en la carpeta',
  'restore.newer':
    'la copia {copy} es de una versión más nueva: a este código le falta {migrations:all}',
  'restore.exists': 'ya existe un archivo {file}',
  'restore.exists_hint': 'indique un archivo nuevo; no se cambió nada',
  'restore.in_use': 'un programa tiene abierto {file}',
  'restore.in_use_hint': 'detenga antes el servidor y toda orden sobre él; no se cambió nada',
  'restore.folder_hint': 'créela; no se cambió nada',
  'restore.no_room':
    'el archivo restaurado necesita {needed:number} MB libres en {folder}, que tiene {free:number} MB',
  'restore.no_room_hint': 'libere espacio antes; no se cambió nada',
  'restore.wrong_time': 'no se entiende la hora {text}',
  'restore.wrong_time_hint':
    'escriba 2026-03-04 12:30 en la zona horaria del libro, o un instante como 2026-03-04T12:30:00Z',
  'restore.future': 'la hora {at} aún no ha llegado',
  'restore.drill_or_file': '{drill} restaura en una carpeta propia: quite {file}',
  'restore.not_built': 'no hay un servidor compilado para el simulacro',
  'restore.not_built_hint': 'ejecute antes npm run build',
  'restore.server_failed': 'el servidor no arrancó con el libro restaurado: {problem:message}',
  'restore.bad_answer':
    'el servidor con el libro restaurado respondió a {address} con {status}: {problem:message}',
  'restore.drill_hint': 'el simulacro falló; el libro mismo quedó intacto',
  'restore.help': 'recuperar el libro desde sus copias; muestra un plan y pregunta antes',
  'restore.help_at': 'el libro como era a esta hora, no como en la última copia',
  'restore.help_to': 'restaurar en este archivo nuevo, y dejar el libro como está',
  'restore.help_drill':
    'restaurar en una carpeta propia, arrancar allí un servidor, consultarlo e informar de los tiempos',
  'restore.plan': 'restaurar {copy}: el libro del {at} UTC, en {target}',
  'restore.plan_chain': 'de una copia completa y {increments#increment} a continuación',
  'restore.plan_nothing_lost': 'la base de datos no tiene ninguna operación que falte en la copia',
  'restore.plan_lost': 'se pierde: {operations#operation} de la base de datos después de la copia:',
  'restore.plan_lost_unknown':
    'la base de datos no se puede leer o es otra: no se sabe qué se pierde; la copia termina con la operación {operation}',
  'restore.plan_ends_earlier':
    'a la base de datos le faltan operaciones que la copia tiene: termina con {operation} ({kind}, {at} UTC), la copia con {copied} ({copiedKind}, {copiedAt} UTC)',
  'restore.plan_ends_empty':
    'a la base de datos le faltan operaciones que la copia tiene: no tiene ninguna, la copia termina con {copied} ({copiedKind}, {copiedAt} UTC)',
  'restore.plan_empty':
    'la base de datos no existe: solo se pierde lo que vino después de la copia',
  'restore.column_operation': 'operación',
  'restore.column_kind': 'clase',
  'restore.column_at': 'hora (UTC)',
  'restore.plan_later': 'no se toma una copia posterior: {name}',
  'restore.plan_damaged': 'no se puede tomar una copia posterior: {name}: {problem:message}',
  'restore.plan_pending':
    'de una versión anterior: ejecute después npm run db:migrate ({migrations:all})',
  'restore.plan_keys':
    'a DATA_KEY le falta la clave {keys:all} de la copia: los valores cifrados con ella no se pueden leer',
  'restore.plan_aside':
    'los archivos de la base de datos se apartan y quedan; todos inician sesión de nuevo',
  'restore.plan_sessions': 'todos inician sesión de nuevo',
  'restore.question': '¿Restaurar?',
  'restore.proving': 'se comprueba y concilia el archivo restaurado',
  'restore.starting_server': 'se arranca un servidor con el archivo restaurado',
  'restore.done':
    'restaurado en {seconds:number} s: {target} es el libro del {at} UTC; terminadas {sessions#session}',
  'restore.aside': 'los archivos viejos se conservan: {files:all}',
  'restore.unproven': 'el archivo restaurado tiene otro esquema: mígrelo y ejecute reconcile',
  'restore.next': 'arranque el servidor; npm run cli -- backup create --full empieza copias nuevas',
  'restore.step': 'paso',
  'restore.step_ms': 'ms (duración)',
  'restore.step_build': 'leer y desempaquetar las copias',
  'restore.step_prove': 'comprobar y conciliar',
  'restore.step_start': 'arrancar el servidor y cargar los paneles',
  'restore.step_ready': 'preguntar si está listo',
  'restore.step_list': 'mostrar una lista',
  'restore.step_record': 'mostrar un registro',
  'restore.step_all': 'todo',
  'restore.drilled':
    'el libro del {at} UTC volvió en {seconds:number} s y atendió; se perdería trabajo de {minutes#minute}',
  'backup.list_drill': 'último simulacro a las {at} UTC: recuperado en {seconds:number} s',
  'backup.list_no_drill': 'aún sin simulacro: npm run cli -- restore --drill',
} as const;
