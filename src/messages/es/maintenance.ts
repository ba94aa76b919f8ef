/** Spanish texts of the maintenance of the database. */
export const maintenance = {
  'maintenance.no_vacuum': 'D1 no permite VACUUM',
  'maintenance.no_vacuum_hint':
    'Cloudflare guarda el archivo; npm run cli -- db copy en una base de datos nueva deja atrás las páginas libres',
  'maintenance.which_file_hint': 'DATABASE_URL indica el archivo',
  'maintenance.no_room':
    'VACUUM necesita {needed:number} MB libres en {folder}, que tiene {free:number} MB',
  'maintenance.no_room_hint':
    'libere espacio, o ponga en SQLITE_TMPDIR una carpeta de otro disco; el libro queda intacto',
  'maintenance.disk_full': 'el disco de {folder} se llenó durante VACUUM, que se deshizo',
  'maintenance.read_only': 'VACUUM no puede escribir {file}, ni junto a él, ni en {folder}',
  'maintenance.read_only_hint':
    'ejecútelo como el usuario del servidor, en un disco que admita escritura; el libro queda intacto',
  'maintenance.damaged': 'la base de datos {file} está dañada: {problem:message}',
  'maintenance.damaged_hint':
    'no la compacte: npm run cli -- db check y luego restaure una copia; no se cambió nada',
  'maintenance.unreadable': 'SQLite no puede leerla',
  'maintenance.help_vacuum':
    'devuelve al disco las páginas libres y ordena las filas; el servidor debe estar parado',
  'maintenance.help_analyze': 'reúne estadísticas de todas las tablas para planificar consultas',
  'maintenance.help_optimize': 'reúne estadísticas de las tablas que han cambiado mucho',
  'maintenance.help_sizes':
    'el tamaño de cada tabla e índice, las páginas libres y el registro de escrituras',
  'maintenance.help_plans': 'los planes de las consultas más frecuentes y los índices que usan',
  'maintenance.vacuum_plan':
    '{file}: {megabytes:number} MB, de ellos {free:number} MB en páginas libres',
  'maintenance.vacuum_need':
    'VACUUM necesita {needed:number} MB en {folder}, que tiene {free:number} MB libres',
  'maintenance.vacuuming': 'compactando {file}: no inicie un servidor hasta que termine',
  'maintenance.vacuumed':
    '{file}: antes {before:number} kB, ahora {after:number} kB, en {ms:number} ms',
  'maintenance.indexed': 'se volvió a crear el índice de búsqueda de {tables:all}',
  'maintenance.next_copy':
    'casi todas las páginas se movieron: la próxima copia ocupa como una completa',
  'maintenance.analyzed': 'estadísticas de {tables#table} reunidas en {ms:number} ms',
  'maintenance.optimized': 'se reunieron de nuevo las estadísticas de {tables:all}',
  'maintenance.optimized_count': 'estadísticas reunidas de nuevo: {tables#table}',
  'maintenance.optimized_none': 'ninguna tabla ha cambiado lo suficiente: nada que hacer',
  'maintenance.column_object': 'tabla o índice',
  'maintenance.column_of': 'de la tabla',
  'maintenance.column_rows': 'filas',
  'maintenance.column_counted': 'contadas',
  'maintenance.exact': 'exactamente',
  'maintenance.estimated': 'estimación del último ANALYZE',
  'maintenance.file_size':
    '{file}: {kilobytes:number} kB, de ellos {free:number} kB en páginas libres; registro de escrituras {log:number} kB',
  'maintenance.no_dbstat': 'este SQLite no tiene dbstat: solo conoce las filas de cada tabla',
  'maintenance.d1_sizes':
    'D1 no muestra tamaños de tablas: npx wrangler d1 info muestra el de toda la base de datos',
  'maintenance.column_query': 'consulta',
  'maintenance.column_plan': 'plan de ejecución',
  'maintenance.column_used_by': 'consultas de esta lista que lo usan',
  'maintenance.scans': '{queries:every} recorren tablas enteras: falta un índice',
  'maintenance.no_scans': 'ninguna consulta de esta lista recorre una tabla entera',
  'maintenance.unused_indexes':
    '{indexes#index} sin nombrar arriba: otras consultas, reglas o claves foráneas pueden necesitarlos',
  'maintenance.failed': 'falló; el registro del servidor tiene la causa',
  'maintenance.copied': 'copia hecha ahora mismo: {name}',
  'maintenance.checked': 'comprobada ahora mismo: {name} está íntegra',
  'maintenance.checked_broken':
    'la copia está íntegra, pero el libro en ella tiene {rows#broken_row}: ejecute la conciliación',
  'maintenance.drilled': 'ensayado ahora mismo: la restauración funciona',
  'maintenance.no_folder_hint':
    'ponga en BACKUP_FOLDER una carpeta de otro disco y reinicie el servidor (docs/recovery.md)',
  'maintenance.warn_no_folder':
    'BACKUP_FOLDER no está definida: nadie copia este libro. Ponga en ella una carpeta de otro disco y reinicie el servidor',
  'maintenance.warn_copy_failed': 'la última copia falló: {problem:message}',
  'maintenance.warn_no_copy': 'aún no hay copia: haga una ahora',
  'maintenance.warn_damaged':
    '{copies#copy} sin posibilidad de restaurar; la lista de abajo dice por qué, y las demás no se ven afectadas',
  'maintenance.warn_broken':
    'la copia más reciente tiene {rows#broken_row}, igual que el libro: ejecute la conciliación',
  'maintenance.warn_late':
    'los cambios de hasta {minutes#minute} no están en ninguna copia: mire el registro del servidor y haga una copia ahora',
  'maintenance.warn_no_full':
    'falta la última copia completa programada: el registro del servidor tiene la causa',
  'maintenance.warn_check': 'la comprobación nocturna falló: {name}: {problem:message}',
  'maintenance.warn_no_check':
    'la comprobación nocturna está atrasada: compruebe ahora la copia más reciente',
  'maintenance.warn_drill': 'el último ensayo de restauración falló: {problem:message}',
  'maintenance.warn_no_drill':
    'el ensayo de restauración está atrasado: ensaye una restauración ahora',
  'maintenance.warn_never_drilled':
    'nunca se ensayó una restauración: hágalo ahora, y defina DRILL_SCHEDULE para hacerlo con regularidad',
  'maintenance.warn_unfinished_index':
    'el índice de búsqueda de {table} está sin terminar: npm run cli -- search-index build {table}',
  'maintenance.never': 'nunca se hizo',
  'maintenance.never_analyzed':
    'nunca se hizo a mano; las estadísticas nocturnas no necesitan ayuda',
  'maintenance.never_vacuumed': 'nunca se hizo; npm run cli -- db vacuum, con el servidor parado',
  'maintenance.no_copy': 'no hay copia',
  'maintenance.label_copy': 'Copia más reciente',
  'maintenance.label_check': 'Comprobación de la copia más reciente',
  'maintenance.label_drill': 'Ensayo de restauración',
  'maintenance.label_optimize': 'Estadísticas de tablas cambiadas',
  'maintenance.label_analyze': 'Estadísticas de todas las tablas',
  'maintenance.label_vacuum': 'Páginas libres devueltas',
  'maintenance.copy':
    '{kind:word}, {changed:number} de {pages:number} páginas, comprobada en {ms:number} ms',
  'maintenance.check':
    'cada índice concuerda con su tabla y el libro cuadra: {name}, en {seconds#second}',
  'maintenance.drill':
    'una restauración tardó {seconds#second}: {building#second} en reconstruir y comprobar el libro, {starting#second} en iniciar el servidor',
  'maintenance.drill_failed': 'falló: {problem:message}',
  'maintenance.vacuum': 'antes {before:number} MB, después {after:number} MB',
  'maintenance.note_d1_copies':
    'Time Travel de D1 vuelve a cualquier minuto de los últimos 30 días. Las copias en BACKUP_FOLDER son completas, según BACKUP_SCHEDULE: cada una detiene las escrituras mientras lee',
  'maintenance.note_d1_vacuum': 'D1 no permite VACUUM: Cloudflare guarda el archivo',
  'maintenance.note_other_owner':
    'otro proceso hace las copias de esta base de datos y su mantenimiento',
  'hot.session': 'quién pregunta, en cada petición',
  'hot.wagers_newest': 'las apuestas más recientes',
  'hot.wagers_status': 'apuestas de un estado',
  'hot.wagers_count': 'el número de apuestas de un estado',
  'hot.wagers_week': 'apuestas de una semana',
  'hot.wagers_agent': 'las apuestas más recientes de un agente',
  'hot.wagers_agent_status': 'apuestas de un agente de un estado',
  'hot.wager_record': 'una apuesta',
  'hot.customer_transactions': 'las transacciones de un cliente',
  'hot.customer_titles': 'los nombres de los clientes de una lista',
  'hot.place_customer': 'el cliente de una apuesta nueva',
  'hot.place_wager': 'una apuesta nueva y su número',
  'hot.place_limits': 'los límites de una apuesta',
  'hot.place_guard': 'las filas de una operación',
  'hot.settle_read': 'las apuestas de una liquidación',
  'hot.settle_write': 'el resultado de una liquidación',
  'hot.open_liability': 'el riesgo abierto del libro',
  'hot.week_stakes': 'lo apostado en una semana',
  'hot.week_gradings': 'las calificaciones de una semana',
  'hot.week_payments': 'los pagos de una semana',
  'hot.last_report': 'la última conciliación',
} as const;
