import type { database as english } from '../en/database.js';
import { databaseRules } from './database-rules.js';
import { translation } from '../translation.js';

export const database = translation<typeof english>()({
  ...databaseRules,
  // refusals of one write
  'database.not_allowed': 'aquí no se permite',
  'database.broken_reference':
    'una fila a la que se refiere no existe, o hay filas que todavía se refieren a ella',
  'database.row_size':
    'es demasiado grande junto a lo que la fila ya contiene: D1 almacena como máximo 2,000,000 bytes en una fila',
  'database.wrong_type': 'no es del tipo correcto',
  'database.looks_encrypted': 'no puede empezar como un valor cifrado',
  'database.changed_meanwhile': 'otra persona cambió esto en el mismo momento; no se guardó nada',
  // a database that cannot serve
  'database.closed': 'la base de datos está cerrada',
  'database.replaced':
    'el archivo de la base de datos {path} fue sustituido mientras el servidor funcionaba',
  'database.replaced_hint':
    'detenga el servidor, ponga en su sitio el archivo correcto e inícielo de nuevo',
  'database.busy': 'la base de datos está ocupada por otra escritura',
  'database.busy_hint': 'inténtelo de nuevo dentro de un momento',
  'database.full': 'la base de datos o su disco están llenos',
  'database.full_hint':
    'no se cambió nada; libere espacio en el disco de la base de datos e inténtelo de nuevo',
  'database.fault_damaged': 'la base de datos está dañada',
  'database.fault_damaged_hint':
    'detenga el servidor y restaure la copia más reciente: npm run cli -- restore (docs/recovery.md)',
  'database.fault_not_database':
    'el archivo de la base de datos no empieza como una base de datos SQLite: es otro archivo, o su primera página está dañada',
  'database.fault_not_database_hint':
    'ponga el archivo correcto en su sitio, o detenga el servidor y restaure la copia más reciente: npm run cli -- restore (docs/recovery.md)',
  'database.fault_disk': 'el disco de la base de datos falló ({code})',
  'database.fault_disk_hint':
    'mire el registro del sistema y el disco; si el disco se muere, restaure la copia más reciente en otro: npm run cli -- restore (docs/recovery.md)',
  'database.fault_read_only': 'la base de datos es de solo lectura',
  'database.fault_read_only_hint':
    'no se cambió nada; permita al usuario del servidor escribir en la base de datos, en los archivos -wal y -shm a su lado y en su carpeta; mire si el disco está montado como solo lectura',
  'database.fault_cannot_open': 'no se puede abrir el archivo de la base de datos, o uno a su lado',
  'database.fault_cannot_open_hint':
    'no se cambió nada; mire si el disco está montado, y permita al usuario del servidor leer y escribir el archivo y su carpeta',
  'database.fault_d1_hint':
    'mire el estado de Cloudflare D1; Time Travel lleva de vuelta a un minuto anterior (docs/d1.md)',
  'database.operator_hint': 'avise a quien administra este servidor',
  'database.writes_stopped': 'se encontró dañada la base de datos, y por eso ya no se escribe nada',
  'database.failed': 'la base de datos no pudo hacer esto',
  // una sentencia que el esquema impide
  'database.no_collation': 'necesita la ordenación {name}, que este programa no tiene',
  'database.no_function': 'necesita la función {name}, que este programa no tiene',
  'database.no_module': 'necesita el módulo {name}, que este programa no tiene',
  'database.no_tokenizer': 'necesita el analizador {name}, que este programa no tiene',
  'database.no_table': 'una vista o un disparador necesita la tabla {name}, que no existe',
  'database.no_column': 'una vista o un disparador necesita la columna {name}, que no existe',
  'database.no_parent_key':
    'una clave foránea de {name} se refiere a columnas que no son clave ni únicas',
  'database.malformed_json': 'calcula con JSON, y una fila tiene un texto que no es JSON',
  'database.integer_overflow': 'calcula un número demasiado grande',
  'database.module_failed': 'el módulo de una tabla virtual no puede leer sus filas',
  'database.schema_hint': 'corrija el esquema o la fila; no se cambió nada',
  'database.thread_ended': '{thread:word} de la base de datos se detuvo',
  'database.thread_keeps_ending': '{thread:word} de la base de datos se detiene una y otra vez',
  'database.thread_hint':
    'no se cambió nada; inténtelo de nuevo, y reinicie el servidor si sigue así',
  'database.unknown_outcome': 'la base de datos no lo confirmó: puede que se haya hecho o que no',
  'database.repeat_hint': 'envíelo otra vez tal como está: como mucho tiene efecto una vez',
  'database.look_hint': 'mire si se hizo antes de hacerlo otra vez',
  'database.unchanged_hint': 'no se cambió nada; inténtelo de nuevo dentro de un momento',
  'database.copying':
    'el libro se está copiando y mientras tanto no admite cambios, durante {minutes#minute} como máximo',
  'database.copying_hint':
    'no se cambió nada; inténtelo de nuevo después. Las listas, los registros y los informes funcionan en todo momento',
  // statements over a limit of D1
  'database.not_sent': 'la sentencia no se envió: {problem:message}',
  'database.no_transactions': 'no hay transacciones interactivas',
  'database.parameters': 'tiene {count:number} parámetros, y el límite es {limit:number}',
  'database.value_size': 'un valor tiene más de {limit:number} bytes',
  'database.statement_size': 'ocupa más de {limit:number} bytes',
  'database.pattern_size': 'un patrón de LIKE o GLOB tiene más de {limit:number} bytes',
  'database.compound_terms':
    'un SELECT compuesto tiene {count:number} partes, y el límite es {limit:number}',
  'database.files_not_on_d1': 'ATTACH, DETACH y VACUUM no existen en D1',
  'database.temporary_not_on_d1': 'las tablas temporales no existen en D1',
  'database.pragma_not_on_d1': 'PRAGMA {pragma} no existe en D1',
  'database.request_size':
    'las sentencias no se enviaron: juntas ocupan más de {limit:number} bytes',
  'database.result_columns': 'el resultado tiene más de {limit:number} columnas',
  'database.doubled_columns':
    'unas columnas de un lote comparten el nombre: dé un alias a cada una',
  // opening a file
  'database.folder_missing': 'la carpeta de la base de datos, {folder}, no existe',
  'database.folder_missing_hint': 'créela, o ponga otro archivo en DATABASE_URL',
  'database.missing': 'no existe el archivo {file}',
  'database.missing_hint':
    'corrija la ruta de la base de datos; npm run db:migrate hace una nueva en DATABASE_URL',
  'database.cannot_open': 'no se puede abrir {file}: {problem:message}',
  'database.not_sqlite': 'no es una base de datos de SQLite',
  'database.locked': 'otro programa la tiene bloqueada',
  'database.read_only': 'es de solo lectura',
  'database.unreadable': 'su archivo o su carpeta no se pueden leer y escribir',
  'database.foreign':
    'la base de datos tiene tablas de otro programa ({tables:all}) y le falta el historial de migraciones de este',
  'database.foreign_hint': 'use una base de datos vacía; no se cambió nada',
  // the gateway to D1
  'database.plain_http': 'el token viajaría a {host} sin cifrar',
  'database.plain_http_hint': 'use d1+https:// en DATABASE_URL',
  'database.gateway_unreachable':
    'no se llega a la puerta de enlace de la base de datos en {host}: {reason:message}',
  'database.gateway_unreachable_hint':
    'compruebe DATABASE_URL y que la puerta de enlace está desplegada',
  'database.gateway_failed':
    'la puerta de enlace de la base de datos en {host} no pudo hacer esto: {reason:message}',
  'database.not_gateway': 'el servidor en {host} no es la puerta de enlace de la base de datos',
  'database.not_gateway_hint': 'compruebe el servidor en DATABASE_URL',
  'database.gateway_version':
    'la puerta de enlace de la base de datos en {host} tiene la versión de interfaz {version}, y este código necesita la {needed}',
  'database.gateway_version_hint':
    'despliegue la puerta de enlace de este código: npx wrangler deploy',
  'database.gateway_token': 'la puerta de enlace de la base de datos en {host} rechaza el token',
  'database.gateway_token_hint':
    'ponga en D1_TOKEN el valor que se dio a `wrangler secret put D1_TOKEN`',
  'database.gateway_not_set_up':
    'la puerta de enlace de la base de datos en {host} no tiene D1_TOKEN, o es demasiado corto',
  'database.gateway_not_set_up_hint': 'ejecute npx wrangler secret put D1_TOKEN',
  'database.not_retried': '{reason:message}; todavía no se ha intentado otra vez',
  'database.no_answer': 'sin respuesta en {ms} ms',
  'database.connection_refused': 'la conexión fue rechazada',
  'database.host_unknown': 'no se encuentra ese nombre',
  'database.no_connection': 'no hubo conexión a tiempo',
  'database.connection_cut': 'se cortó la conexión',
  'database.connection_failed': 'falló la conexión',
  'database.other_answer': 'HTTP {status} ({type}) no es una respuesta de la puerta de enlace',
  'database.d1_busy': 'D1 está sobrecargado o iniciando',
  'database.d1_interrupted': 'D1 se interrumpió',
  'database.token_refused': 'rechaza el token',
  'database.request_unknown': 'no conoce la solicitud',
  'database.request_invalid': 'no puede leer la solicitud',
  'database.request_too_large': 'la solicitud o su respuesta es demasiado grande',
  'database.statement_refused': 'D1 rechazó una sentencia',
  'database.no_token': 'no tiene un D1_TOKEN válido',
  // migrations
  'database.migration_unconfirmed': 'migración {migration}: {problem:message}',
  'database.migration_unconfirmed_hint': 'npm run db:status muestra si se aplicó',
  'database.migration_failed': 'la migración {migration} falló: {problem:message}',
  'database.migration_failed_hint': 'no se aplicó nada de ella',
  'database.migration_constraint': '{kind} {place}: {problem:message}',
  'database.migration_not_applied': 'la migración {migration} no está aplicada',
  'database.migration_not_applied_hint': 'npm run db:status da los nombres',
  'database.migration_final': 'la migración {migration} no tiene script de reversión',
  'database.migration_final_hint':
    'escriba {migration}.down.sql junto a ella, que deshaga lo que hace; no se cambió nada',
  'database.migration_would_lose':
    'la migración {migration} perdería lo que no nombra: {losses:every}',
  'database.migration_would_lose_hint':
    'créelo de nuevo en el mismo script, o elimínelo allí por su propio nombre (DROP TRIGGER, DROP INDEX, ALTER TABLE … DROP COLUMN); no se cambió nada',
  'database.migration_rows_hint':
    'copie todas las filas, o nombre la tabla en un DELETE del script; no se cambió nada',
  'database.migration_kept_rows_hint':
    'ninguna migración borra filas del dinero ni de su historia, tampoco por su nombre; no se cambió nada',
  'database.migration_schema_changed':
    'alguien cambió el esquema mientras se probaba la migración {migration}',
  'database.migration_schema_changed_hint': 'ejecútela de nuevo; no se aplicó nada de ella',
  'database.cannot_try': '{object:word} {name} no se puede probar: {problem}',
  'database.cannot_try_hint':
    'las migraciones se prueban en una base vacía en memoria, que no lo admite; elimínelo, migre y créelo de nuevo; no se cambió nada',
  'database.loss_object': '{object:word} {name}',
  'database.loss_part': '{object:word} {name} de {table}',
  'database.loss_column': 'la columna {name} de {table}',
  'database.loss_unique': 'la regla de que {name} es único en {table}',
  'database.loss_reference': 'la referencia de {table}.{name}',
  'database.loss_changed': '{object:word} {name} de {table}, cuyo texto vuelve cambiado',
  'database.loss_rows': '{lost:number} de {rows#row} de {table}',
  'database.migration_taken_back': 'otro proceso deshizo la migración {migration}',
  'database.pending': 'hay migraciones pendientes: {migrations:all}',
  'database.pending_hint': 'ejecute npm run db:migrate',
  'database.load_under_way': 'una copia a esta base de datos está en curso, o se cortó',
  'database.load_under_way_hint':
    'espere a que termine, o copie otra vez a una base de datos nueva; no se cambió nada',
  'database.newer':
    'la base de datos es más nueva que este código: en la carpeta de migraciones falta {migrations:all}',
  'database.newer_hint': 'ejecute la versión más nueva del código; no se cambió nada',
  'database.drifted': 'se cambió el archivo de una migración aplicada: {migrations:all}',
  'database.drifted_hint': 'restaure el archivo y escriba una migración nueva; no se cambió nada',
  'database.out_of_order':
    'fuera de orden: {migrations:all} está pendiente, pero es anterior a {last}, que está aplicada',
  'database.out_of_order_hint': 'póngale una fecha más nueva; no se cambió nada',
  // checks
  'database.damaged_pages': 'dañada: páginas {pages:all}',
  'database.damaged_elsewhere': 'dañada; SQLite no nombra ninguna página',
  'database.way_out': '{problem:message}; {hint:message}',
  'database.newest_copy':
    'detenga el servidor y restaure la copia más reciente, {copy}: npm run cli -- restore (docs/recovery.md)',
  'database.migration_state': 'la migración {migration} está {state:word}',
  'database.object_missing':
    'falta {object:word} {name}, que hace la migración {migration}: restaure una copia, o créelo de nuevo con su sentencia en migrations/{migration}.sql',
  'database.part_missing':
    'falta {object:word} {name} de {table}, que hace la migración {migration}: créelo de nuevo con su sentencia en migrations/{migration}.sql, o restaure una copia',
  'database.object_changed':
    '{object:word} {name} no es como lo hace la migración {migration}: elimínelo y créelo de nuevo con su sentencia en migrations/{migration}.sql, o restaure una copia',
  'database.table_lacks':
    'a la tabla {table} le falta "{text}", que hace la migración {migration}: restaure una copia',
  'database.table_has':
    'la tabla {table} tiene "{text}", que no hace ninguna migración (la última sobre ella es {migration}): restaure una copia, o escriba una migración para ello',
  'database.reference_broken':
    '{table}, fila {row}: la fila de {parent} a la que se refiere no existe',
  'database.more_problems': 'y {count:number} más',
  // copies
  'database.copy_checking': 'comprobando las dos bases de datos',
  'database.copy_loaded': '{table}: {rows#row}',
  'database.copy_comparing': 'comparando',
  'database.copy_same': 'el origen y el destino son el mismo: {location}',
  'database.copy_unsound': 'el origen tiene {problems#problem}: {first:message}',
  'database.copy_unsound_hint': 'no se copió nada; npm run cli -- db check da la lista',
  'database.copy_source_unreconciled': 'el origen no concilia, con {rows#row} mal: {first:message}',
  'database.copy_unreconciled': 'la copia no concilia, con {rows#row} mal: {first:message}',
  'database.copy_unreconciled_hint': 'npm run cli -- reconcile las nombra todas',
  'database.copy_target_filled': 'el destino tiene filas en {table}',
  'database.copy_target_filled_hint': 'copie a una base de datos nueva y vacía; no se cambió nada',
  'database.copy_schemas': 'las bases de datos no encajan: {problem:message}',
  'database.copy_schemas_hint':
    'no se copió nada; el destino no tiene filas: elimínelo o copie en él otra vez',
  'database.copy_object': '{object:word} {name} no es igual en las dos',
  'database.copy_target_object':
    '{object:word} {name} del destino {location} no es como lo crean sus migraciones',
  'database.copy_source_object':
    '{object:word} {name} del origen falta, o no es como lo crean sus migraciones',
  'database.copy_source_object_hint':
    'créelo de nuevo como en la carpeta de migraciones; no se cambió nada ni se creó ningún destino',
  'database.copy_no_write': 'este usuario no puede escribir en {place}',
  'database.copy_folder_hint': 'créela, o copie a otra carpeta; no se cambió nada',
  'database.copy_virtual':
    'las filas de la tabla virtual {table} no se copian: elimínela y créela otra vez en la copia',
  'database.copy_cannot_hold':
    '{location} no admite todo el origen; no se copió nada; elimine esto del origen:',
  'database.copy_failed': 'la copia a {location} falló: {problem:message}',
  'database.copy_failed_hint':
    'el destino {location} no está completo y ningún programa lo abre: elimínelo, corrija la causa y copie a una base de datos nueva y vacía',
  'database.copy_differs': 'la copia es distinta de su origen: {problem:message}',
  'database.copy_differs_hint':
    'copie otra vez, a una base de datos nueva, mientras nada escriba en el origen',
  'database.copy_rows': '{table} tiene {source#row} en el origen y {copy#row} en la copia',
  'database.copy_sums': '{table}.{column} suma {source} en el origen y {copy} en la copia',
  'database.copy_values': 'las filas de {table} no son iguales',
});
